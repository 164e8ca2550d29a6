-- The offences of which each force has recorded numbers in two years or more, those of $first before the others.
select y.force_id, y.offence_id
from ready.force_years as y
join subjects as s on y.measure_id = s.measure_id and y.offence_id = s.offence_id
where y.measure_id = 'offences_recorded' and y.unit = 'offences' and y.value is not null and s.is_offered
group by y.force_id, y.offence_id
having count(distinct y.year) > 1
order by list_position($first, y.offence_id) nulls last, count(*) desc, y.offence_id
