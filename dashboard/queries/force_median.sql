-- The median rate of all forces for an official class in one year.
select median(per_100k) as middle
from force_years
where
    measure_id = 'offences_recorded' and unit = 'offences' and offence_id = $offence and period = $period
    and source_kind = 'official'
