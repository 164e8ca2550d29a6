-- The years of one force, measure, unit and offence, by the kind of year: the official series, and what was requested.
select
    y.force_id, f.short_name as name, y.year, y.period, y.value, y.figure_id, y.licence is not null as is_official,
    a.compiled_by, a.hand, a.read_in, len(y.doubts) > 0 as is_doubted
from force_years as y
join forces as f using (force_id)
join all_figures as a using (figure_id)
where
    y.force_id = $force and y.measure_id = $measure and y.unit = $unit and y.offence_id is not distinct from $offence
    and y.period_kind = $kind and y.value is not null
order by y.year
