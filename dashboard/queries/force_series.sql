-- One row a figure of a force for offences the police recorded, by offence and financial or calendar year, with who
-- counted it and the residents of that year: the official classes, and what was requested.
select
    y.force_id, f.short_name as name, y.year, y.period, y.period_kind, y.value, y.value_low as low, y.value_high as high,
    y.offence_id, y.offence, y.source_kind = 'official' as is_official, g.compiled_by, g.read_in, g.hand, g.source_id,
    g.doubts, g.differs, g.is_disputed, {print:g} as value_text, y.figure_id, p.population
from force_years as y
join forces as f using (force_id)
join figures as g using (figure_id)
left join populations as p on y.force_id = p.force_id and y.year = p.mid_year and y.force_id <> 'city-of-london'
where y.force_id = $force and y.measure_id = 'offences_recorded' and y.unit = 'offences'
order by y.offence_id, y.year, y.period_kind
