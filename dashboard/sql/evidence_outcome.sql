select o.*, d.form, s.read_part
from outcomes as o
left join documents as d on o.source_id = d.source_id and o.document = d.path
left join sources as s on o.source_id = s.source_id
where o.outcome_id = $outcome_id
