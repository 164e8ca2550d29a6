select o.*, m.title as measure, e.title as offence, k.short_name as force_name, t.state as told, d.form, d.sha256, s.read_part, s.fetched_on
from outcomes as o
left join forces as k on o.force_id = k.force_id
left join documents as d on o.source_id = d.source_id and o.document = d.path
left join sources as s on o.source_id = s.source_id
left join {told_states} as t on o.outcome_id = t.outcome_id
left join measures as m on o.measure_id = m.measure_id
left join offences as e on o.offence_id = e.offence_id
where o.outcome_id = $outcome_id
