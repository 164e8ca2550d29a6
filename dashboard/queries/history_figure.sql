-- One row for each kept release in which a figure is not what it was in the release before, the earliest build first: what it
-- is there (`told`, null where it is not there) and what it was (`before`). `{folder}` is where releases are kept.
with kept as {kept},
was as (
    select
        release,
        {
            'value': value, 'value_text': value_text, 'value_low': value_low, 'value_high': value_high, 'unit': unit,
            'measure_id': measure_id, 'offence_id': offence_id, 'scope': scope, 'period_id': period_id, 'status': status,
            'review': review
        } as told
    from read_parquet('{folder}/*/all_figures.parquet', union_by_name = true)
    where figure_id = $mark
)
select release, built_at, told, lag(told) over (order by built_at, release) as before
from kept
left join was using (release)
qualify told is distinct from before
order by built_at, release
