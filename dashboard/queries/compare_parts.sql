-- One row a force: the requested figure of what is most of an offence class, as s15A of class 88A, in one year; a part that
-- another source counted, never a share.
select
    {drawn:g},
    y.force_id,
    f.region,
    y.offence_id,
    coalesce(o.section, y.offence) as part
from force_years as y
join offences as o on y.offence_id = o.offence_id
join figures as g using (figure_id)
join forces as f on y.force_id = f.force_id
where
    o.most_of = $offence and y.measure_id = $measure and y.unit = $unit and y.period = $period and y.value is not null
    and y.source_kind <> 'official'
