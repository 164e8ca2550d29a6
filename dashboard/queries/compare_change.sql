-- One row a force with an exact number in two years, for one measure, unit and offence.
select
    a.force_id,
    f.short_name as name,
    a.force,
    b.value as before,
    a.value as after,
    a.figure_id,
    b.figure_id as before_id,
    coalesce(len(a.doubts) + len(b.doubts) > 0, false) as is_doubted,
    list_distinct(list_concat(a.differs, b.differs)) as differs,
    g.compiled_by,
    g.read_in,
    h.compiled_by as before_by,
    g.hand
from force_years as a
join force_years as b
    on a.force_id = b.force_id and a.measure_id = b.measure_id and a.unit = b.unit
    and a.offence_id is not distinct from b.offence_id and b.period = $before
join forces as f on a.force_id = f.force_id
join figures as g on a.figure_id = g.figure_id
join figures as h on b.figure_id = h.figure_id
where
    a.measure_id = $measure and a.unit = $unit and a.offence_id is not distinct from $offence and a.period = $period
    and a.value is not null and b.value is not null
order by f.nation, f.short_name
