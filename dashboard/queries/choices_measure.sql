select m.measure_id as id, m.title as label
from measures as m
left join (select measure_id, min(list_group) as list_group from subjects group by measure_id) as l using (measure_id)
left join (
    select measure_id, count(distinct force_id) filter (area_kind = 'force') as forces from figures group by measure_id
) as used using (measure_id)
order by l.list_group nulls last, used.forces desc nulls last, m.title
