-- What a report can be about, with the words for it and the page where it stands.
select
    figure_id as id, concat_ws(', ', force, measure, offence, period, value_text) as words,
    {opens_at:f} as page
from all_figures as f
union all
select outcome_id, concat_ws(', ', force, 'question ' || question, asks), '/source?id=' || source_id || '&figure=' || outcome_id from outcomes
union all
select force_id, name, '/force?id=' || force_id from forces
union all
select force_id, name, '/force?id=' || force_id from areas
union all
select source_id, coalesce(title, source_id), '/source?id=' || source_id from sources
