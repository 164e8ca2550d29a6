-- What one row of each public view and table is.
select view_name as name, true as is_view, comment
from duckdb_views()
where not internal
union all
select table_name as name, false as is_view, comment
from duckdb_tables()
where not internal
