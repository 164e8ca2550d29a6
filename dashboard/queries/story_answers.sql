-- The questions that a force was asked and what became of each: one row an answer that still holds, the latest first, and
-- how many of them are answers (`of`).
select o.outcome_id, o.source_id, o.question, o.asks, o.status, o.answered_on, o.reference, s.title,
    coalesce(t.state, o.status) as state, r.ground, o.exemptions, o.exemptions_basis, o.stage,
    count(*) filter (o.status <> 'no_answer') over () as of
from outcomes as o
join sources as s using (source_id)
left join refusals as r on o.outcome_id = r.outcome_id
left join {told_states} as t
    on o.outcome_id = t.outcome_id and (o.status in ('not_read', 'no_answer') or (o.status = 'answered' and t.state = 'set_aside'))
where o.force_id = $force and o.is_current
order by coalesce(o.answered_on, s.published_on, s.asked_on) desc nulls last, o.question, o.outcome_id
