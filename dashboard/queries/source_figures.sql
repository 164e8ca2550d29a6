-- The first figures read in one source, in the order of its places. The one row that stands for a dispute is left out: its
-- places stand for themselves. A figure without an offence has "no single offence" where others of its measure have one; what
-- is never split by offence lacks none.
select
    *,
    if(
        offence is null and measure_id in (select measure_id from all_figures where offence_id is not null),
        'no single offence', offence
    ) as offence_in_words
from all_figures
where source_id = $source_id and not is_disputed
order by document, coalesce(try_cast(regexp_extract(locator, '\d+') as integer), 0), locator, figure_id
limit $most
