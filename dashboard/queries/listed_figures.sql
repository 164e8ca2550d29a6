-- One row a figure without a breakdown, of arrests or about activist groups, with what a list of bars says of it; `whole_id`
-- and `whole` are the figure of the same compiler that contains it, `set_id`, `set_value`,
-- `set_measure_id` the number that its source sets beside it and that is no whole.
with wholes as (
    select p.figure_id, w.figure_id as whole_id, w.value as whole
    from figures as p
    join figures as w
        on p.force_id = w.force_id and p.compiled_by = w.compiled_by and p.unit = w.unit and p.period_id = w.period_id
        and p.offence_id is not distinct from w.offence_id and p.scope is not distinct from w.scope
        and contains(p.within, w.measure_id) and cardinality(w.dimensions) = 0 and w.value is not null
    where p.about_children is not null and cardinality(p.dimensions) = 0
    qualify row_number() over (partition by p.figure_id order by w.value) = 1
),

set_beside as (
    select o.figure_id, s.figure_id as set_id, s.value as set_value, s.measure_id as set_measure_id, o.set_against_note
    from ocag_arrests as o
    join figures as s
        on o.force_id = s.force_id and o.source_id = s.source_id and o.unit = s.unit and o.period_id = s.period_id
        and s.value = coalesce(o.set_against, o.all_arrests) and s.measure_id in ('arrests_online_cso', 'arrests_online_cso_team')
        and cardinality(s.dimensions) = 0
    qualify row_number() over (partition by o.figure_id order by s.measure_id) = 1
)

select
    f.figure_id, f.force_id, coalesce(n.short_name, f.force) as force, coalesce(f.nation, '') as nation, f.area_kind,
    f.measure_id, f.measure, f.unit, f.offence_id, f.offence, f.act, f.section, f.law_section, f.about_children,
    m.about_ocag, m.counts_arrests, f.scope, f.period_id, f.period_start, f.period_end, f.period_kind, f.year,
    f.value, f.value_low as low, f.value_high as high, {print:f} as value_text, f.symbol, f.is_disputed, f.compiled_by, f.read_in, f.hand,
    f.source, f.source_id, f.source_kind, f.doubts, f.differs, f.within, f.within_by, f.review,
    w.whole_id, w.whole, s.set_id, s.set_value, s.set_measure_id, s.set_against_note
from figures as f
join measures as m using (measure_id)
left join forces as n using (force_id)
left join wholes as w using (figure_id)
left join set_beside as s using (figure_id)
where (m.counts_arrests or m.about_ocag) and cardinality(f.dimensions) = 0
order by f.nation nulls last, coalesce(n.short_name, f.force), f.period_start nulls last, f.period_end, f.measure, f.offence_id
