-- The one row of offences_choices.sql that an address asks for, '' being left open; where nothing fits, without its year, its unit
-- and its measure in turn. Offences recorded before other measures; the newest year with a third of the fullest's figures.
with fits as (
    select
        *,
        if($measure in ('', measure_id), if($unit in ('', unit), if($period in ('', period), 3, 2), 1), 0) as fit
    from {offences_choices}
    qualify fit = max(fit) over ()
),
of_measure as (
    from fits
    qualify measure_id = 'offences_recorded' or not bool_or(measure_id = 'offences_recorded') over ()
)
select * exclude (fit, place)
from of_measure
qualify 3 * figures >= max(figures) over ()
order by year desc, figures desc, place
limit 1
