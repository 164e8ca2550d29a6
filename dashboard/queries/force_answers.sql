-- One row an answer that holds: of one force or area with $force, of all outside the campaigns without. `state` tells an
-- answer apart as far as it is known here, `ground` says on what a refusal rests; value, unit and figure_id are there only
-- where the answer gave exactly one number.
select
    o.outcome_id, o.campaign_id, o.force_id, o.force, f.nation, o.source_id, o.reference, o.question, o.asks, o.measure_id,
    m.title as measure, o.offence_id, e.title as offence, o.period_id, o.status, coalesce(t.state, o.status) as state, t.state as told, r.ground,
    o.exemptions, o.exemptions_basis, o.law, o.said_by, o.stage, o.answered_on, o.cost_records, o.cost_minutes_each,
    o.cost_hours, o.answer_text, g.figures, g.value, g.value_text, g.figure_id, g.unit
from outcomes as o
left join forces as f on o.force_id = f.force_id
left join refusals as r on o.outcome_id = r.outcome_id
left join {told_states} as t
    on o.outcome_id = t.outcome_id and (o.status in ('not_read', 'no_answer') or (o.status = 'answered' and t.state = 'set_aside'))
left join measures as m on o.measure_id = m.measure_id
left join offences as e on o.offence_id = e.offence_id
left join (
    select
        source_id, force_id, measure_id, offence_id, period_id, count(*) as figures,
        if(count(*) = 1, min(value), null) as value, if(count(*) = 1, min({print:f}), null) as value_text,
        if(count(*) = 1, min(figure_id), null) as figure_id, if(count(*) = 1, min(unit), null) as unit
    from figures as f
    where scope is null and cardinality(dimensions) = 0
    group by all
) as g
    on o.source_id = g.source_id and o.force_id = g.force_id and o.measure_id = g.measure_id
    and o.offence_id is not distinct from g.offence_id and o.period_id = g.period_id
where o.is_current and (o.force_id = $force or ($force is null and o.campaign_id is null))
order by f.nation is null, f.nation, o.force, o.reference, o.question, o.period_id, o.outcome_id
