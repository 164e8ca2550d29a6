-- Answers that are withdrawn, or on which a person has ruled.
select o.outcome_id, o.status, o.force, o.force_id, o.question, o.asks, o.source_id, s.title as source, o.is_current,
    o.note, o.ruling
from outcomes as o
left join sources as s using (source_id)
where o.status = 'withdrawn' or o.ruling is not null
order by o.force, o.question, o.outcome_id
