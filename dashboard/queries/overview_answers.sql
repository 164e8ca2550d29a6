-- What is known of one force's answers to a campaign: an outcome of the whole, or one row a question; how many questions were
-- put, and whether the force is known to have been asked.
select
    o.outcome_id,
    o.question,
    o.status,
    (select count(*) from questions where campaign_id = $campaign) as questions
from outcomes as o
where o.campaign_id = $campaign and o.force_id = $force and o.is_current
order by o.question
