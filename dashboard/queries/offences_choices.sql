-- One row a measure, unit and year that some force has a figure by offence for: how many sections of Acts and how many
-- classes and groups, of how many forces; what was asked of forces first, official series last.
select
    y.measure_id, y.measure, y.unit, y.period, y.period_kind, y.year,
    count(distinct y.offence_id) filter (where o.section is not null) as sections,
    count(distinct y.offence_id) filter (where o.section is null) as classes,
    count(*) filter (where o.section is not null and y.source_kind <> 'official') as asked_figures,
    count(distinct y.force_id) as forces
from force_years as y
join offences as o using (offence_id)
join measures as m on y.measure_id = m.measure_id
where m.kind = 'count'
group by all
order by bool_and(y.source_kind = 'official'), y.measure, y.unit, y.year, y.period_kind
