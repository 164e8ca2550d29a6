-- What a force, or others for it, have counted of the subject: arrests of children's offences, and all about activist groups; no
-- official series, no parts by a breakdown. The latest first, of one time arrests before all else; the same number of the same counter whose days lie within another's (`is_again`) is none of its own.
with counted as (
    select
        f.*, m.whole_offence_id, m.counts_arrests, {period_read:f},
        exists (
            select 1 from figures as g
            where
                g.force_id = f.force_id and g.measure_id = f.measure_id and g.unit = f.unit and g.value = f.value
                and g.offence_id is not distinct from f.offence_id and g.compiled_by = f.compiled_by
                and g.figure_id <> f.figure_id and g.period_start <= f.period_start and g.period_end >= f.period_end
        ) as is_again
    from figures as f
    join measures as m using (measure_id)
    where
        f.force_id = $force and (m.counts_arrests or m.about_ocag) and f.licence is null and cardinality(f.dimensions) = 0
        and (m.about_ocag or f.about_children <> 'no') and f.measure_id <> 'suspect_deaths_ocag'
)
select *
from counted
order by period_start desc nulls last, counts_arrests desc, measure, offence, figure_id
