-- One row on the forces that answers_grid.sql could have and that have no reply here to a campaign: their ids, short and full names, how many
-- of them were asked, as far as that is known (`asked`); of how many forces they are, and of these how many were (`known`).
with every as (
    select
        force_id, name as force, short_name, nation,
        force_id in (select force_id from campaign_requests where campaign_id = $campaign and force_id is not null) as is_asked,
        force_id in (select force_id from {answers_grid}) as is_here
    from forces
    where kind = 'territorial' or force_id in (select force_id from outcomes where campaign_id = $campaign)
)
select
    count(*) as forces, count(*) filter (is_asked) as known, count(*) filter (is_asked and not is_here) as asked,
    coalesce(list(force_id order by nation, short_name) filter (not is_here), []) as silent,
    coalesce(list(force order by nation, short_name) filter (not is_here), []) as names,
    coalesce(list(short_name order by nation, short_name) filter (not is_here), []) as short_names
from every
