-- One row a force that a campaign asked, and, as long as not all that it asked are known, every territorial one: whether it is known to
-- have been asked, the law, and the day it received the request or, where only that is known, was sent it.
select
    f.force_id, f.name as force, f.short_name,
    count(o.outcome_id) + count(r.campaign_id) > 0 as is_asked,
    coalesce(min(o.law), if(f.nation = 'Scotland', 'FOISA 2002', c.law)) as law,
    coalesce(min(o.received_on), min(o.asked_on), min(r.asked_on)) as first_day
from campaigns as c
cross join forces as f
left join outcomes as o on c.campaign_id = o.campaign_id and f.force_id = o.force_id
left join campaign_requests as r on c.campaign_id = r.campaign_id and f.force_id = r.force_id
where c.campaign_id = $campaign and (f.kind = 'territorial' or o.force_id is not null or r.force_id is not null)
group by f.force_id, f.name, f.short_name, f.nation, c.law, c.requests
qualify is_asked or count(*) filter (is_asked) over () < c.requests
order by f.nation, f.short_name
