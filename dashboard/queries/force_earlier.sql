-- One row an answer of the force that holds no longer, with what it rested on.
select
    o.outcome_id, o.campaign_id, o.source_id, o.question, o.asks, o.measure_id, o.offence_id, o.period_id, o.status,
    o.status as state, if(o.status = 'ncnd', 'neither confirmed nor denied', null) as ground, o.exemptions, o.exemptions_basis,
    o.stage, o.law, o.note, o.ruling, o.is_current
from outcomes as o
where o.force_id = $force and not o.is_current
order by o.question, o.outcome_id
