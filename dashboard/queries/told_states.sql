-- One row an answer of which more is known than its status says: an answer that gave no figure is held here and was not
-- understood, its figures are of another period or part, or a person set aside all that were read in it; one without an answer says why in the force's own words.
-- Other files name this as {told_states}; `state` is one of states.STATES that is told apart from not_read or no_answer.
select
    o.outcome_id,
    case
        when o.status = 'no_answer' then 'no_figure'
        when exists (
            select 1
            from all_figures as f
            where
                f.source_id = o.source_id and f.force_id = o.force_id and f.status <> 'rejected'
                and (f.question = o.question or (o.question is null and f.measure_id = o.measure_id))
        ) then 'other_period'
        when exists (
            select 1
            from all_figures as f
            where
                f.source_id = o.source_id and f.force_id = o.force_id
                and (f.question = o.question or (o.question is null and f.measure_id = o.measure_id))
        ) then 'set_aside'
        else 'not_understood'
    end as state
from outcomes as o
where
    (o.status = 'no_answer' and o.said_by = 'force')
    or (
        (
            o.hand = 'own_document'
            or exists (
                select 1
                from all_figures as f
                where
                    f.source_id = o.source_id and f.force_id = o.force_id and f.status = 'rejected'
                    and (f.question = o.question or (o.question is null and f.measure_id = o.measure_id))
            )
        )
        and (o.status in ('answered', 'not_read') or (o.status = 'partly_answered' and o.measure_id is null))
    )
