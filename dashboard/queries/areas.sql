-- One row an area that has figures of its own, and how many; of one force those that hold it or are its nation, most figures first.
select a.force_id, a.name, count(*) as figures
from areas as a
join figures using (force_id)
where $force is null or a.name = $nation or list_contains(a.members, $force)
group by all
order by if($force is null, 0, -count(*)), a.name
