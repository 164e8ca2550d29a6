-- One row an answer to a request outside the campaigns, or (with $force) of one force or area to any request.
select
    o.outcome_id, o.campaign_id, o.force_id, o.force, o.source_id, o.source_url, o.reference, o.question, o.asks,
    o.measure_id, m.title as measure, o.offence_id, f.title as offence, o.period_id, o.status, coalesce(t.state, o.status) as state, o.exemptions,
    o.exemptions_basis, o.law, o.answer_text, o.said_by, o.stage, o.hand, o.is_current, o.note, o.ruling
from outcomes as o
left join {told_states} as t
    on o.outcome_id = t.outcome_id and (o.status in ('not_read', 'no_answer') or (o.status = 'answered' and t.state = 'set_aside'))
left join measures as m on o.measure_id = m.measure_id
left join offences as f on o.offence_id = f.offence_id
where (o.campaign_id is null and $force is null) or o.force_id = $force
order by o.force, o.is_current desc, o.reference, o.question, o.outcome_id
