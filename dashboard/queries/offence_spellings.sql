-- One row a spelling: how an offence was printed in figures in force or not, and how often. The row that stands for a
-- dispute is left out: its places stand for themselves.
select
    offence_as_published as spelling,
    count(*) as figures,
    count(*) filter (status <> 'current') as not_in_force,
    count(distinct source_id) as sources
from all_figures
where offence_id = $offence_id and offence_as_published is not null and not is_disputed
group by all
order by figures desc, spelling
