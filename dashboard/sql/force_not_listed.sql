-- How many figures of a force are of offences that pages do not offer by themselves.
select count(*) as n
from figures as f
join subjects as l on f.measure_id = l.measure_id and f.offence_id is not distinct from l.offence_id
where f.force_id = $force and not l.is_offered
