-- One row a ground on which something was refused or withheld: in how many requests, how many questions, by how many forces.
select ground, count(distinct request) as requests, count(*) as questions, count(distinct force_id) as forces,
    bool_or(starts_with(force_id, 'area:')) as has_area
from refusals
group by all
order by requests desc, ground
