-- Every figure that is replaced, withdrawn, set aside, in conflict or repeated, that a person corrected, or on which there is a
-- statement. `offence_apart`: the offence where it is not its measure's whole. `corrects`, `speaks_of`: the figures with which its correction and its statement are told: itself, and the disputed one of
-- which it is a corrected side, or the one of which it is a copy.
select
    f.*, if(f.offence_id is distinct from m.whole_offence_id, f.offence, null) as offence_apart,
    if(f.review = 'corrected' and not f.is_disputed, [f.figure_id, if(f.status = 'conflicting', f.replaced_by, null)], []) as corrects,
    if(f.statement > '', [f.figure_id, if(f.status = 'repeated', f.replaced_by, null)], []) as speaks_of
from all_figures as f
left join measures as m using (measure_id)
where f.status <> 'current' or f.review = 'corrected' or f.statement is not null
order by
    f.force, f.measure, f.period_start, f.status, coalesce(f.value_low, f.value_high), f.published_on, f.figure_id
