select id, label
from (
    select force_id as id, short_name as label, 0 as rank from forces
    union all
    select force_id, name || ' (area)', 1 from areas
)
order by rank, label
