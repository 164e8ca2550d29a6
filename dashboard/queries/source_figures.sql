-- Figures read in one source, in the order of its places: all that stand in tables, and the first
-- of the others. The one row that stands for a dispute is left out: its places stand for themselves. A figure without
-- an offence has "no single offence" where others of its measure have one; what is never split by offence lacks none.
with read as (
    select
        *,
        if(
            offence is null
            and measure_id in (select measure_id from all_figures where offence_id is not null), 'no single offence', offence
        ) as offence_in_words,
        regexp_full_match(locator, '(page \d+, )?table \d+, row \d+, column .+|sheet .+, [A-Z]{1,3}\d+', 's') as is_in_table,
        coalesce(try_cast(regexp_extract(locator, '\d+') as integer), 0) as place
    from all_figures
    where source_id = $source_id and not is_disputed
),

counted as (
    select *, row_number() over (partition by is_in_table order by document, place, locator, figure_id) as n
    from read
)

select * exclude (is_in_table, place, n)
from counted
where is_in_table or n <= $most
order by document, place, locator, figure_id
