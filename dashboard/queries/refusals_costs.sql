-- One row a request that was refused on cost and prints its arithmetic, by nation and force.
select
    min(o.outcome_id) as outcome_id, o.force, f.short_name, o.reference, o.source_id, o.cost_records, o.cost_minutes_each, o.cost_hours
from outcomes as o
join refusals as r using (outcome_id)
left join forces as f on o.force_id = f.force_id
where r.ground = 'cost' and (o.cost_records is not null or o.cost_hours is not null)
group by all
order by o.force, o.reference
