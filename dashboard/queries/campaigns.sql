-- One row a campaign, the one that asked most forces first: how many requests it sent, how many answers are here, its
-- year, by the earliest day that one of its threads prints, of how many forces a reply is here, and of how many more
-- the outcome alone, which a transcript gives of the whole request. A publication is no request.
select
    c.campaign_id, c.title, c.requests, count(o.outcome_id) as answers,
    (
        select min(left(coalesce(s.asked_on, s.received_on, s.answered_on, s.published_on), 4))
        from sources as s
        where s.campaign_id = c.campaign_id
    ) as year,
    count(distinct o.force_id) filter (where o.question is not null) as here,
    count(distinct o.force_id) - count(distinct o.force_id) filter (where o.question is not null) as outcome_alone
from campaigns as c
left join outcomes as o on o.campaign_id = c.campaign_id and o.is_current
where c.law is not null
group by all
order by c.requests desc, c.campaign_id
