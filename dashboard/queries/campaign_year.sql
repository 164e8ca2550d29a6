-- The campaign that asked most forces: how many requests it sent, and the year, by the earliest day that one of its threads
-- prints.
select
    c.requests,
    (
        select min(left(coalesce(s.asked_on, s.received_on, s.answered_on, s.published_on), 4))
        from sources as s
        where s.campaign_id = c.campaign_id
    ) as year
from campaigns as c
where c.law is not null
order by c.requests desc, c.campaign_id
limit 1
