-- One row a force or area that a page can be about.
select force_id, name, short_name, nation, region, kind from forces
union all
select force_id, name, name, null, null, area_kind from areas
order by name
