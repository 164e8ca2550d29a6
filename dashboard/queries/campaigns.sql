-- One row a campaign: how many requests it sent, of how many forces an answer is here, and of how many only the outcome of
-- the request as a whole is known. A publication is no request; a request of which no answer is here says nothing yet.
select
    c.campaign_id,
    c.title,
    c.law,
    c.requests,
    count(distinct o.force_id) as here,
    count(distinct o.force_id) filter (where o.question is null) as whole
from campaigns as c
left join outcomes as o on c.campaign_id = o.campaign_id and o.is_current
where c.law is not null
group by all
having count(o.outcome_id) > 0
order by c.requests desc, c.campaign_id
