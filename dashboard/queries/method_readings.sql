-- Figures whose meaning a person settled, by the reason that is given.
select reading_reason as reason, count(*) as figures, list_sort(list(distinct source_id)) as source_ids
from all_figures
where reading_reason is not null and not is_disputed
group by reading_reason
order by figures desc, reason
