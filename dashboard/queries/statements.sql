-- Every figure that a statement stands with, in force or not.
select figure_id, status, is_disputed, replaced_by, force, measure, offence, period_id, value, value_text, symbol, source_kind, source, compiled_by, statement
from all_figures
where statement is not null
order by force, measure, period_start, figure_id
