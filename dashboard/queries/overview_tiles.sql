-- One row a territorial force: its place on the map, and why it has no rate where it has none.
select
    force_id, name as force, short_name as name, tile_row, tile_column,
    case
        when nation in ('Scotland', 'Northern Ireland') then 'other_law'
        when force_id = 'city-of-london' then 'few_residents'
        else 'nothing'
    end as why
from forces
where kind = 'territorial' and tile_row is not null
order by name
