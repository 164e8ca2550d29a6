-- One row a rule: how often it finds, how often of figures of official series (whose licence is named), and how many
-- figures of such series there are.
select
    c.rule, c.severity, c.origin, count(*) as n,
    count(*) filter (where f.licence is not null) as official,
    (select count(*) from all_figures where licence is not null) as series
from checks as c
left join all_figures as f using (figure_id)
group by all
order by all
