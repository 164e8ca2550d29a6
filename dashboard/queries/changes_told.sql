-- What changed from each kept release to the next, figure by figure: added, revised (another value or another meaning at the same
-- place), withdrawn, gone. The first release that is kept changes nothing. `{folder}` is where releases are kept; without a
-- force, or with none, of every force.
with kept as {kept},
was as (
    select
        k.n, a.figure_id, a.source_id, a.force_id, a.force, a.measure, a.offence, a.period_id, a.status,
        hash(a.value, a.value_low, a.value_high, a.value_text, a.symbol, a.unit, a.measure_id, a.offence_id, a.scope, a.period_id, a.forces_counted) as said
    from read_parquet('{folder}/*/all_figures.parquet', union_by_name = true) as a
    join kept as k using (release)
    where $force is null or a.force_id = $force
),
pairs as (
    select
        coalesce(now.n, old.n + 1) as n,
        case
            when old.figure_id is null then 'added'
            when now.figure_id is null then 'gone'
            when now.status = 'withdrawn' and old.status <> 'withdrawn' then 'withdrawn'
            when now.said <> old.said then 'revised'
        end as kind,
        coalesce(now.figure_id, old.figure_id) as figure_id,
        coalesce(now.source_id, old.source_id) as source_id,
        coalesce(now.force_id, old.force_id) as force_id,
        coalesce(now.force, old.force) as force,
        coalesce(now.measure, old.measure) as measure,
        coalesce(now.offence, old.offence) as offence,
        coalesce(now.period_id, old.period_id) as period_id
    from was as now
    full join was as old on now.figure_id = old.figure_id and now.n = old.n + 1
)
select k.release, k.built_at, p.kind, p.figure_id, p.source_id, p.force_id, p.force, p.measure, p.offence, p.period_id
from pairs as p
join kept as k using (n)
where p.kind is not null and k.n > 1
order by k.n desc, p.kind, p.force, p.measure, p.period_id, p.figure_id
