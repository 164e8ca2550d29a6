-- What a force, or others for it, have counted of the subject: arrests, and what followed from activist groups' evidence; no
-- official series, no parts by a breakdown. The latest first, and how many numbers there are (`of`).
select f.*, m.whole_offence_id, count(*) filter (f.symbol is distinct from '[c]') over () as of
from figures as f
join measures as m using (measure_id)
where
    f.force_id = $force and (m.counts_arrests or m.about_ocag) and f.licence is null and cardinality(f.dimensions) = 0
    and f.about_children <> 'no' and f.measure_id <> 'suspect_deaths_ocag'
order by f.period_start desc nulls last, f.measure, f.offence, f.figure_id
