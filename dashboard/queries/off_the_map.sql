-- One row a force that has no territory, and so no tile, with a count of an offence class in one year: Compare has it too.
select distinct f.name
from force_years as y
join forces as f using (force_id)
where f.kind = 'special' and y.measure_id = 'offences_recorded' and y.offence_id = $offence and y.period = $period
order by f.name
