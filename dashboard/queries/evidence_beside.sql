-- Requested and told counts of the same force that days of a figure's own meet, or days that nothing states: of the same measure first,
-- then of the same offence. What is the same figure again (evidence_same_figure.sql) is not here, nor a row of a breakdown.
-- "one week in May 2022" is of that year, "since April 2017 (story of 2018)" of none before 2017, "past year (2017)" of none after.
with told as (
    select *, list_transform(regexp_extract_all(period_as_published, '(19|20)\d\d'), lambda year: year::int) as years
    from figures
    where force_id in (select force_id from figures where figure_id = $figure_id)
),

days as (
    select
        figure_id,
        coalesce(period_start, if(period_as_published ~ '.*(past|up to|before|ever|^at ).*', null, make_date(list_min(years), 1, 1))) as first,
        coalesce(period_end, make_date(list_max(years) + (period_as_published like '%/%')::int, 12, 31)) as last
    from told
)

select g.* replace ({print:g} as value_text), {over:g} as over, {period_read:g}
from figures as f
join figures as g
    on f.force_id = g.force_id and f.figure_id <> g.figure_id
    and (f.measure_id = g.measure_id or f.offence_id = g.offence_id)
join days as own on f.figure_id = own.figure_id
join days as its on g.figure_id = its.figure_id and coalesce(own.first <= its.last, true) and coalesce(its.first <= own.last, true)
where
    f.figure_id = $figure_id and 'official' not in (f.source_kind, g.source_kind)
    and 'offences_recorded' not in (f.measure_id, g.measure_id) and g.dimensions = map {} and not coalesce(g.value between 1 and 4, false)
    and coalesce(f.comparable_key <> g.comparable_key, true)
order by f.measure_id = g.measure_id desc, g.measure, g.period_start, g.figure_id
