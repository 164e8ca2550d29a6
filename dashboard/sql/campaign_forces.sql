-- One row a territorial force for one question: what is known of its answer to this campaign, and whether it is known to
-- have been asked. A state that stands on a source outside the campaign is not an answer to it.
select
    f.force_id,
    f.name as force,
    f.short_name,
    f.tile_row,
    f.tile_column,
    coalesce(t.state, c.state) as state,
    c.outcome_id,
    o.exemptions,
    coalesce(g.hand, o.hand) as hand,
    c.figure_id,
    g.value_text,
    g.value,
    g.value_low,
    g.value_high,
    g.symbol,
    g.review,
    f.force_id in (select force_id from campaign_requests where campaign_id = $campaign and force_id is not null) as is_asked
from forces as f
left join (
    select c.*
    from coverage as c
    join sources as s using (source_id)
    where s.campaign_id = $campaign and c.campaign_id = $campaign and c.question = $question
) as c on f.force_id = c.force_id
left join {told_states} as t on c.outcome_id = t.outcome_id and c.state in ('not_read', 'no_answer')
left join figures as g on c.figure_id = g.figure_id
left join outcomes as o on c.outcome_id = o.outcome_id
where f.kind = 'territorial'
order by f.name
