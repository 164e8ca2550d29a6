-- Answers that are withdrawn, or whose note may hold a person's ruling (dashboard/standing.py tells).
select o.outcome_id, o.status, o.force, o.force_id, o.question, o.asks, o.source_id, s.title as source, o.is_current, o.note
from outcomes as o
left join sources as s using (source_id)
where o.status = 'withdrawn' or contains(o.note, 'Corrected: ') or contains(o.note, 'Rejected: ')
order by o.force, o.question, o.outcome_id
