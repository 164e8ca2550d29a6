-- What was asked, as far as known: the campaign's questions, else what the answers of the source say they answer.
select q.question, q.asks, m.title as measure, q.period_id
from sources as s
join questions as q using (campaign_id)
left join measures as m using (measure_id)
where s.source_id = $source_id
union
select o.question, o.asks, m.title as measure, o.period_id
from outcomes as o
left join measures as m using (measure_id)
where o.source_id = $source_id and o.campaign_id is null and (o.asks is not null or o.question is not null)
order by question nulls last, asks
