-- How many numbers each force itself counted (`own`): its answers' and those that others print as its own; no parts of breakdowns.
(
    select force_id, count(*) as own
    from figures
    where (source_kind in ('force_response', 'disclosure_log') or compiled_by = force) and cardinality(dimensions) = 0
    group by force_id
)
