-- The one row of compare_choices.sql that an address asks for, in its latest year, a financial one before others; '' is left open.
-- Without an offence what most forces have lately, and what is about children where anything is; of what else is left open the
-- first that three forces have.
with fits as (
    select *, rowid as place
    from ready.compare_choices
    where
        $measure in ('', measure_id) and $unit in ('', unit) and $offence in ('', offence_id) and $period in ('', period)
    qualify $offence <> '' or about_children <> 'no' or not bool_or(about_children <> 'no') over ()
),
enough as (
    from fits
    qualify forces >= 3 or not bool_or(forces >= 3) over ()
),
first as (
    select measure_id, unit, offence_id
    from enough
    where $offence <> '' or year >= (select year from enough order by least(forces, 3) desc, year desc limit 1) - 1
    order by if($offence = '', forces, 0) desc, if($offence = '', list_group, 0), place
    limit 1
)
select e.* exclude (place)
from enough as e
join first as f on e.measure_id = f.measure_id and e.unit = f.unit and e.offence_id is not distinct from f.offence_id
order by e.period_kind = 'financial_year' desc, e.forces >= 3 desc, e.year desc, e.place
limit 1
