-- One row an area that has figures of its own, and how many.
select force_id, name, count(*) as figures from areas join figures using (force_id) group by all order by name
