-- What a force, or others for it, have counted of the subject: arrests of children's offences, what followed, and all about activist
-- groups, as its page lists them first; no official series, no parts by a breakdown. The latest first, of one time arrests before all else.
select f.*, l.part_of, m.whole_offence_id, {period_read:f}, {is_again:f} as is_again
from figures as f
join measures as m using (measure_id)
left join ready.longer as l using (figure_id)
where
    f.force_id = $force and f.licence is null and cardinality(f.dimensions) = 0 and {of_subject:f}
order by f.period_start desc nulls last, m.counts_arrests desc, f.measure, f.offence, f.figure_id
