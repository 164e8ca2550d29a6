-- One row a force or area that a page can be about.
select force_id, name, short_name, nation, region, kind, 'force' as sort_of from forces
union all
select force_id, name, name, null, null, area_kind, 'area' from areas
order by name
