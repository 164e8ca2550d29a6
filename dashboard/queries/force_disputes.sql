-- Each source's row of a figure of the force that sources disagree on or that is no longer in force.
select f.*
from all_figures as f
where f.force_id = $force and f.status in ('conflicting', 'superseded', 'withdrawn', 'rejected')
order by f.measure, f.period_start, f.status, coalesce(f.value_low, f.value_high), f.published_on, f.figure_id
