-- One row a refusal on cost whose answer prints what it would take, each arithmetic of a source and force once.
select *
from ready.every_answer
where is_current and kind = 'cost' and (cost_records is not null or cost_hours is not null)
qualify row_number() over (
    partition by force_id, source_id, cost_records, cost_minutes_each, cost_hours order by force, reference, outcome_id
) = 1
order by force, reference, outcome_id
