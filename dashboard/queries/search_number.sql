-- Figures in force that are a number, or print it in words that have no exact one ("more than 250"; none below five): those of the
-- subject first, as one_thing_figures.sql has them, and how many there are.
select t.*, count(*) over () as of_kind
from {one_thing_figures} as t
where
    t.measure_id <> 'suspect_deaths_ocag' and (
        t.value = $number
        or t.value is null and coalesce(t.value_high, 5) >= 5
        and list_contains(regexp_extract_all(replace(t.value_text, ',', ''), '\d+'), $number::varchar)
    )
order by t.is_of_subject desc, t.period_end desc nulls last, t.figure_id
limit $most
