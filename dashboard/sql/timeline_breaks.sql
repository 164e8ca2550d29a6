-- One row a day on which an offence, or one that is counted inside it, came into force or ceased: there the series breaks.
select
    offence_id,
    title,
    section,
    jurisdiction,
    offence_id = $offence_id as is_itself,
    in_force_from,
    in_force_to
from offences
where
    (offence_id = $offence_id or list_contains(within, $offence_id))
    and (in_force_from is not null or in_force_to is not null)
order by in_force_from, offence_id
