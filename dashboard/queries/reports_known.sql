-- What a report can be about, with the words for it and the page where it stands.
select figure_id as id, 'figure' as what, source_id, force_id, is_disputed,
    concat_ws(', ', force, measure, offence, period, value_text) as words
from all_figures
union all
select outcome_id, 'answer', source_id, force_id, false, concat_ws(', ', force, 'question ' || question, asks)
from outcomes
union all
select force_id, 'force', null, force_id, false, name from forces
union all
select force_id, 'force', null, force_id, false, name from areas
union all
select source_id, 'source', source_id, null, false, coalesce(title, source_id) from sources
