-- What one row of each public view and table is, how many columns it has, and whether it can be narrowed to forces.
select
    coalesce(v.view_name, t.table_name) as name,
    coalesce(v.comment, t.comment, '') as comment,
    count(*) as columns,
    bool_or(c.column_name = 'force_id') as has_force
from duckdb_columns() as c
left join duckdb_views() as v on c.table_name = v.view_name
left join duckdb_tables() as t on c.table_name = t.table_name
where not c.internal
group by all
