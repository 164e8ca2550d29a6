-- One row a force with the request that went to most forces: whether it `is_asked`, as far as is known, `reply`, the first of its
-- answers that is here, and of its single questions how many became which of [signs] in states.toml, all of them (`became`) and
-- those that are our reading (`by_reading`).
with sent as (
    select campaign_id from campaigns where law is not null order by requests desc, campaign_id limit 1
),

given as (
    select o.*, {kind:o}
    from outcomes as o
    join sent using (campaign_id)
    left join ready.told_states as t on o.outcome_id = t.outcome_id
    left join ready.refusals as r on o.outcome_id = r.outcome_id
    where o.is_current
),

asked as (
    select force_id from outcomes join sent using (campaign_id)
    union
    select force_id from campaign_requests join sent using (campaign_id)
)

select
    f.force_id,
    a.force_id is not null as is_asked,
    first(
        g.outcome_id order by g.reference, g.question nulls last, g.document, try_cast(regexp_extract(g.locator, '\d+') as integer), g.period_id, g.outcome_id
    ) as reply,
    coalesce(histogram(g.kind) filter (g.question is not null), map {}) as became,
    coalesce(histogram(g.kind) filter (g.question is not null and g.exemptions_basis = 'inferred'), map {}) as by_reading
from forces as f
left join asked as a using (force_id)
left join given as g using (force_id)
group by f.force_id, a.force_id
