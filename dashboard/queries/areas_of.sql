-- The areas that hold a force, or are its nation, with how many figures they have, most first.
select a.force_id, a.name, count(*) as figures
from areas as a
join figures as f using (force_id)
where a.name = $nation or list_contains(a.members, $force)
group by all
order by figures desc, a.name
