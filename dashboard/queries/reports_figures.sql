-- Figures that somebody ruled on or spoke of in this release: corrected, withdrawn, set aside, stated. The row that
-- stands for a dispute is left out: what was ruled or said stands with its sides.
select
    f.figure_id, f.status, f.force, f.force_id, f.measure, f.offence, f.period_id, f.unit, f.value, f.value_low, f.value_high,
    f.value_text, f.symbol, f.source_id, f.source, f.rule, f.chain, f.review, f.statement
from all_figures as f
where not f.is_disputed and (f.status in ('withdrawn', 'rejected') or f.review = 'corrected' or f.statement is not null)
order by f.force, f.measure, f.period_start, f.figure_id
