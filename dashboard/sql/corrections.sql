-- Every figure that a person corrected, in force or not. The row that stands for a dispute is left out: what was
-- corrected stands with its sides.
select
    figure_id, status, replaced_by, force, measure, offence, period_id, value, value_low, value_high, value_text, symbol,
    review, chain
from all_figures
where review = 'corrected' and not is_disputed
order by force, measure, period_start, figure_id
