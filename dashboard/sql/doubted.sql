-- Every figure in force whose number a check doubts: far from what else is here, of a part of its year, or of a period
-- that its page can't know.
select
    f.figure_id, f.force, f.measure,
    case when f.offence_id is distinct from m.whole_offence_id then f.offence end as offence,
    f.period_id, f.value, f.value_low, f.value_high, f.value_text, f.symbol, f.note, f.review, f.chain,
    list(c.message order by c.rule) as messages
from checks as c
join all_figures as f using (figure_id)
join measures as m using (measure_id)
where
    c.severity in ('warning', 'error')
    and c.rule in ('far-from-own-years', 'far-from-other-forces', 'may-be-part-year', 'period-after-publication')
    and f.status = 'current' and not f.is_disputed
group by all
order by f.force, f.measure, f.period_id, f.figure_id
