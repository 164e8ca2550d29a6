-- The questions of a campaign, with what each counts; without $campaign, of the one that asked most forces.
select q.campaign_id, q.question, concat_ws(': ', m.title, q.asks) as asks
from questions as q
left join measures as m using (measure_id)
where q.campaign_id = coalesce(
    $campaign, (select campaign_id from campaigns where law is not null order by requests desc, campaign_id limit 1)
)
order by q.question
