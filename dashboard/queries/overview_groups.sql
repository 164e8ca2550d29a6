-- One row a figure: arrests on groups' evidence by force and period, with what its source sets beside it. A force's own answer
-- stands first, then by nation and name. `is_own`: the force counted it; a commissioner's or a newspaper's count is none.
select
    o.figure_id, o.force_id, o.force, f.short_name as name, o.unit, o.period_id, o.period_start, o.period_end,
    if(o.period_id = 'unknown', nullif(o.period_as_published, ''), null) as printed_period,
    o.value, o.value_low as low, o.value_high as high, {print:o} as value_text, o.symbol, o.all_arrests, o.within_by,
    o.set_against, o.set_against_note, o.source_kind, coalesce(o.compiled_by, 'an unnamed source') as compiled_by, o.read_in, o.review, o.is_disputed,
    cardinality(o.doubts) > 0 as is_doubted, cardinality(o.differs) > 0 as is_differing,
    coalesce(o.compiled_by = o.force, false) as is_own
from ocag_arrests as o
join forces as f using (force_id)
where o.area_kind = 'force' and cardinality(o.dimensions) = 0
order by o.source_kind not in ('force_response', 'disclosure_log'), o.nation, o.force, o.period_start nulls last, o.figure_id
