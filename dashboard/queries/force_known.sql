-- One row a force (`is_force`) or area that a page can be about, with its counts and what became of the questions that went to most
-- forces, as own_counts.sql and questions_sent.sql have them. `members`: what is known of the forces of an area of several.
select
    force_id, name, short_name, nation, region, kind, true as is_force, null as members, coalesce(own, 0) as own, coalesce(apart, 0) as apart,
    q.* exclude (force_id)
from forces
left join ready.own_counts using (force_id)
left join ready.questions_sent as q using (force_id)
union all
select
    force_id, name, name, null, null, area_kind, false,
    case
        when area_kind = 'part_of_force' then null
        when len(members) > 0
            then 'the forces that its sources name: ' || (select string_agg(short_name, ', ' order by short_name) from forces where list_contains(members, forces.force_id))
        when area_kind in ('region', 'several_forces') then 'which forces are counted, its sources do not all say'
    end, 0, 0, false, null, map {}, map {}
from areas
order by name
