-- One row a breakdown that one source gives of one measure for the force: how many parts, by what, over which periods.
select
    source_id, measure, map_keys(dimensions) as by_what,
    count(*) as figures, min(period_id) as first, max(period_id) as last, any_value(compiled_by) as compiled_by
from figures
where force_id = $force and cardinality(dimensions) > 0
group by source_id, measure, unit, map_keys(dimensions)
order by measure, source_id
