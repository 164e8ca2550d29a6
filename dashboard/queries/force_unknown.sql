-- For what measures nothing, or no number, is known of the force: one row a measure and state, with how many
-- combinations of offence and period other sources ask about or answer.
select m.title as measure, coalesce(t.state, c.state) as state, count(*) as combinations, min(c.period_id) as first, max(c.period_id) as last
from coverage as c
join measures as m using (measure_id)
left join {told_states} as t on c.outcome_id = t.outcome_id and c.state in ('not_read', 'no_answer')
where c.force_id = $force and c.state not in ('value', 'interval', 'suppressed', 'conflicting')
group by all
order by m.title, 2
