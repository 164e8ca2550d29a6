-- One row for each kept release, the earliest build first: what a figure was in it; nothing but the release where it was
-- not there. `{folder}` is where releases are kept.
with kept as (
    select release, built_at from read_parquet('{folder}/*/release.parquet', union_by_name = true)
),
was as (
    select
        release, value_text, value, value_low, value_high, unit, measure_id, offence_id, scope, period_id, status, rule, review
    from read_parquet('{folder}/*/all_figures.parquet', union_by_name = true)
    where figure_id = $mark
)
from kept
left join was using (release)
order by built_at, release
