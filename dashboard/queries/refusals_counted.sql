-- One row a ground on which something was refused or withheld: in how many requests, how many questions, by how many forces; in
-- the order of requests. A source on two forces is a request to each. Bars and their words are made from it.
select
    if(ground = 'cost', 'would cost too much', ground) as ground, count(distinct (request, force_id)) as requests, count(*) as questions,
    count(distinct force_id) as forces, bool_or(starts_with(force_id, 'area:')) as has_area,
    requests as value
from refusals
group by ground
order by requests desc, ground
