-- Every figure that a person corrected, in force or not; `offence` where it is not its measure's whole. The row that
-- stands for a dispute is left out: what was corrected stands with its sides.
select
    f.figure_id, f.status, f.replaced_by, f.force, f.measure,
    case when f.offence_id is distinct from m.whole_offence_id then f.offence end as offence,
    f.period_id, f.value, f.value_low, f.value_high, f.value_text, f.symbol, f.review, f.chain
from all_figures as f
join measures as m using (measure_id)
where f.review = 'corrected' and not f.is_disputed
order by f.force, f.measure, f.period_start, f.figure_id
