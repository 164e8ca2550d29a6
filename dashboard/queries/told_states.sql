-- One row an answer of which more is known than its status says: an answer that gave no figure is held here and was not
-- understood, its figures are of another period or part, or a person set aside all that were read in it; one without an answer says why in the
-- force's own words, or our note says how its source shows that there is none: an empty cell, or that nobody replied; of a campaign's request
-- that was answered in part no more may be known.
-- Other files name this as ready.told_states; `state` is one of [states] in states.toml that is told apart from not_read or no_answer.
select
    o.outcome_id,
    case
        when o.status = 'partly_answered' and o.question is null and o.campaign_id is not null then 'in_part'
        when o.status = 'no_answer' and o.said_by = 'force' then 'no_figure'
        when o.status = 'no_answer' then
            if(regexp_matches(o.note, '^(Cell empty|Printed n/a)'), 'blank', if(starts_with(o.note, 'No response'), 'no_reply', o.status))
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
    o.status = 'no_answer'
    or (o.status = 'partly_answered' and o.question is null and o.campaign_id is not null)
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
