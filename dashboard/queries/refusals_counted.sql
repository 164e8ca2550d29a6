-- One row a ground on which something was refused or withheld: in how many requests, how many questions, by how many forces or
-- areas; in the order of requests. A source on two forces is a request to each.
select
    if(ground = 'cost', 'would cost too much', ground) as ground, count(distinct (request, force_id)) as requests, count(*) as questions,
    count(distinct force_id) as forces
from ready.refusals
group by ground
order by requests desc, ground
