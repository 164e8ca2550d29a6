-- One row a figure: arrests on groups' evidence by force and period, with what its source sets beside it. A force's own answer
-- stands first, then by nation and name. `is_own`: the force counted it; a commissioner's or a newspaper's count is none.
select
    o.figure_id,
    o.force_id,
    o.force,
    f.short_name as name,
    o.nation,
    o.unit,
    o.period_id,
    o.period,
    o.period_start,
    o.period_end,
    o.period_as_published,
    o.value,
    o.value_low,
    o.value_high,
    {print:o} as value_text,
    o.symbol,
    o.all_arrests,
    o.share_note,
    o.set_against,
    o.set_against_note,
    o.source_kind,
    o.compiled_by,
    o.read_in,
    o.review,
    o.doubts,
    o.differs,
    o.is_disputed,
    o.compiled_by = o.force as is_own
from ocag_arrests as o
join forces as f using (force_id)
where o.area_kind = 'force' and cardinality(o.dimensions) = 0
order by o.source_kind not in ('force_response', 'disclosure_log'), o.nation, o.force, o.period_start nulls last, o.figure_id
