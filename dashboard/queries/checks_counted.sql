-- One row a rule: how often it finds, how often of official bodies' figures, and how many of these there are.
select
    c.rule, c.severity, c.origin, count(*) as n,
    count(*) filter (where f.source_kind = 'official') as official,
    (select count(*) from all_figures where source_kind = 'official') as series
from checks as c
left join all_figures as f using (figure_id)
group by all
order by all
