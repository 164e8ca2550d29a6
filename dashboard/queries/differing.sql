-- Every figure in force that its official class counts otherwise, with what the check says. Other sources that print another
-- number for the same figure are told where they stand, as disputes.
select f.figure_id, f.force, c.message
from all_figures as f
join checks as c on f.figure_id = c.figure_id
where f.status = 'current' and c.rule = 'differs-from-official-class'
order by f.force, f.period_id, f.figure_id
