-- One row a campaign, the one that asked most forces first: how many requests it sent, how many answers of how many
-- forces are here, and its year, by the earliest day that one of its threads prints. A publication is no request.
select
    c.campaign_id, c.title, c.requests,
    (select count(*) from outcomes as o where o.campaign_id = c.campaign_id and o.is_current) as answers,
    (
        select min(left(coalesce(s.asked_on, s.received_on, s.answered_on, s.published_on), 4))
        from sources as s
        where s.campaign_id = c.campaign_id
    ) as year,
    (select count(distinct o.force_id) from outcomes as o where o.campaign_id = c.campaign_id and o.is_current) as here
from campaigns as c
where c.law is not null
order by c.requests desc, c.campaign_id
