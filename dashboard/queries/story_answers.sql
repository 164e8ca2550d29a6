-- The questions that a force was asked and what became of each: one row an answer that still holds, the latest first, and
-- how many there are (`of`).
select o.outcome_id, o.source_id, o.question, o.asks, o.status, o.answered_on, o.reference, s.title, count(*) over () as of
from outcomes as o
join sources as s using (source_id)
where o.force_id = $force and o.is_current
order by coalesce(o.answered_on, s.published_on, s.asked_on) desc nulls last, o.question, o.outcome_id
limit 20
