-- One row a force with an exact number in two years, as compare_shown.sql draws them, for one measure, unit and offence. `own`: what
-- the force itself counts otherwise, in words; `percent` and `interval`: the change. `is_doubted`: one of them is in doubt, or far from the other years of its own series. `is_told`: it leaves out no change, and is not doubted. `untold`: why the change is not worked out:
-- two compilers may count otherwise, and of a small number the change and the other number tell it.
with counted as (
    from {compare_shown}
    where value is not null
),
shown as (
    from counted
    where is_shown
),
others as (
    select c.force_id, string_agg(concat(c.compiled_by, ' counts ', format('{:,}', c.value::int), ' in ', c.period_id), '; ' order by c.period_id) as own
    from counted as c
    join shown as s on c.force_id = s.force_id and c.period_id = s.period_id and c.value <> s.value and c.status = 'current'
    group by all
),
changed as (
    select
        a.force_id,
        f.nation,
        f.short_name as name,
        a.force,
        b.value as before,
        a.value as after,
        a.value / b.value as ratio,
        a.value / b.value * exp(-1.96 * sqrt(1 / a.value + 1 / b.value)) as from_, -- the ends of its 95 % interval
        a.value / b.value * exp(1.96 * sqrt(1 / a.value + 1 / b.value)) as upper,
        a.figure_id,
        b.figure_id as before_id,
        coalesce(len(a.doubts) + len(b.doubts) > 0, false) or exists (
            from checks as k where k.rule = 'off-its-own-series' and k.figure_id in (a.figure_id, b.figure_id)
        ) as is_doubted,
        list_distinct(list_concat(a.differs, b.differs)) as differs,
        a.source_kind,
        a.offence_id,
        a.compiled_by,
        a.read_in,
        b.compiled_by as before_by,
        a.hand,
        o.own
    from shown as a
    join shown as b on a.force_id = b.force_id and b.period_id = $before
    join forces as f on a.force_id = f.force_id
    left join others as o on a.force_id = o.force_id
    where a.period_id = $period
)

select
    * exclude (upper), upper as to,
    case
        when not coalesce(compiled_by = before_by, false) then 'two sources counted the two years'
        when least(before, after) < 5 then 'one of the two numbers is under five'
    end as untold,
    not is_doubted and (upper < 1 or from_ > 1) as is_told, if(is_doubted, 'in doubt', if(is_told, 'yes', 'no')) as told, {percent:ratio} as percent,
    concat({percent:from_}, ' to ', {percent:upper}) as interval
from changed
order by nation, name
