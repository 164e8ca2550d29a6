-- One row a force for one measure, offence and period: what is known, whether the figure it stands on is of the wanted
-- unit and scope, the sections of the answer, and the residents of the force's area in the year in which the period starts.
select
    c.force_id,
    c.force,
    f.short_name,
    f.nation,
    f.kind as force_kind,
    f.tile_row,
    f.tile_column,
    coalesce(told.state, c.state) as state,
    c.figure_id as known_figure_id,
    c.outcome_id,
    c.campaign_id,
    coalesce(g.unit = $unit and g.scope is not distinct from $scope and cardinality(g.dimensions) = 0, false) as is_of_kind,
    o.exemptions,
    p.population
from coverage as c
join forces as f using (force_id)
left join figures as g on c.figure_id = g.figure_id
left join outcomes as o on c.outcome_id = o.outcome_id
left join {told_states} as told on c.outcome_id = told.outcome_id and c.state in ('not_read', 'no_answer')
left join periods as t on c.period_id = t.period_id
left join populations as p on c.force_id = p.force_id and year(t.period_start) = p.mid_year
where
    c.measure_id = $measure_id
    and c.offence_id is not distinct from $offence_id
    and c.period_id = $period_id
    and f.kind <> 'crown_dependency'  -- their figures stand among the areas
order by c.force
