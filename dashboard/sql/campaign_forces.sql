-- One row a territorial force for one question: its current answer here, or whether it is known to have been asked.
select
    f.force_id,
    f.name as force,
    f.short_name,
    f.tile_row,
    f.tile_column,
    o.outcome_id,
    o.status,
    o.exemptions,
    o.hand,
    g.figure_id,
    g.value_text,
    g.value,
    g.value_low,
    g.value_high,
    g.symbol,
    g.review,
    g.is_disputed,
    f.force_id in (select force_id from campaign_requests where campaign_id = $campaign and force_id is not null) as is_asked
from forces as f
left join (
    select * from outcomes
    where campaign_id = $campaign and is_current and (question is null or question = $question)
    qualify row_number() over (partition by force_id order by question is null, outcome_id) = 1
) as o on f.force_id = o.force_id
left join (
    select g.* from figures as g join sources as s using (source_id)
    where s.campaign_id = $campaign and g.question = $question
    qualify row_number() over (partition by g.force_id order by g.figure_id) = 1
) as g on f.force_id = g.force_id
where f.kind = 'territorial'
order by f.name
