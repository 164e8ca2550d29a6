-- Every figure that is replaced, withdrawn, set aside, in conflict or repeated, that a person corrected, or on which there is a
-- statement; of every force, or of one ($force). `offence_apart`: the offence where it is not its measure's
-- whole.
select
    f.*, if(f.offence_id is distinct from m.whole_offence_id, f.offence, null) as offence_apart
from all_figures as f
left join measures as m using (measure_id)
where
    ($force is null or f.force_id = $force)
    and (f.status <> 'current' or f.review = 'corrected' or f.statement is not null)
order by
    f.force, f.measure, f.period_start, f.status, coalesce(f.value_low, f.value_high), f.published_on, f.figure_id
