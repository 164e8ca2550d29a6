-- Each source's row of a figure of the force that is no longer in force: replaced, withdrawn or set aside.
select f.*
from all_figures as f
where f.force_id = $force and f.status in ('superseded', 'withdrawn', 'rejected')
order by f.measure, f.period_start, f.status, coalesce(f.value_low, f.value_high), f.published_on, f.figure_id
