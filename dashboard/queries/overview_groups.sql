-- One row a figure: arrests on groups' evidence by force and period, with what its source sets beside it. A force's own answer
-- stands first, then by nation and name. `by_another`: who counted or reported it, where that is not the force; a commissioner's or a newspaper's count is none of its own.
select
    {drawn:o}, o.force_id, o.force, f.short_name as name, o.unit, o.scope, o.period_id, o.period_start,
    o.all_arrests, o.within_by, o.set_against, o.set_against_note, o.set_against_as_published, o.set_against_id, if({is_own:o}, null, concat(told, ' by ', o.compiled_by)) as by_another
from ready.ocag_arrests as o
join forces as f using (force_id)
where o.area_kind = 'force' and cardinality(o.dimensions) = 0
order by o.source_kind not in ('force_response', 'disclosure_log'), o.nation, o.force, o.period_start nulls last, o.figure_id
