-- One row a spelling: how an offence was printed in figures in force or not, and how often.
select offence_as_published as spelling, count(*) as figures, count(distinct source_id) as sources
from all_figures
where offence_id = $offence_id and offence_as_published is not null
group by all
order by figures desc, spelling
