-- One row an area that has figures of its own, and how many; of one force those that hold it or are its nation, most figures first,
-- and of a region other than the force's own that sources count it in.
select
    a.force_id,
    a.name || if(
        a.area_kind = 'region' and not starts_with(a.name, (select region from forces where force_id = $force)),
        ', in which sources count it', ''
    ) as name,
    count(*) as figures
from areas as a
join figures using (force_id)
where $force is null or a.name = $nation or list_contains(a.members, $force)
group by all
order by if($force is null, 0, -count(*)), 2
