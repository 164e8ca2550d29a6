-- One row a year: on which side of each of `$breaks` it lies, 0 before it, 2 after it, 1 with the day in it; years on the same sides
-- count alike. A month is near: s15A began on 3 April 2017, and the year of 1 April 2017 is a whole year of it.
select
    period_id,
    array_to_string(
        list_transform($breaks::date[], lambda day: if(period_end < day + 31, '0', if(period_start > day - 31, '2', '1'))), ''
    ) as side
from periods
where period_kind in ('financial_year', 'calendar_year')
