-- The questions of a campaign, without one of the campaign that asked most forces, with what each counts.
select q.campaign_id, q.question, concat_ws(': ', m.title, q.asks) as asks
from questions as q
left join measures as m using (measure_id)
where q.campaign_id = coalesce(
    $campaign, (select campaign_id from campaigns where law is not null order by requests desc, campaign_id limit 1)
)
order by q.question
