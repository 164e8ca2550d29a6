-- One row a rule: how often it finds, and how often of official bodies' figures.
select c.rule, c.severity, c.origin, count(*) as n, count(*) filter (where f.source_kind = 'official') as official
from checks as c
left join all_figures as f using (figure_id)
group by all
order by all
