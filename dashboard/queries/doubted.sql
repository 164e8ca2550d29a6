-- Every figure in force that can't be right by its own print or its compiler's word, with what the checks say.
select
    f.figure_id, f.force, f.measure,
    case when f.offence_id is distinct from m.whole_offence_id then f.offence end as offence,
    f.period_id, f.value, f.value_low, f.value_high, f.value_text, f.symbol, f.review, f.chain,
    list(c.message order by c.rule) as messages
from all_figures as f
join checks as c on f.figure_id = c.figure_id and list_contains(f.doubts, c.rule)
join measures as m using (measure_id)
where f.status = 'current' and not f.is_disputed
group by all
order by f.force, f.measure, f.period_id, f.figure_id
