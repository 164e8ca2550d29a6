-- One row a figure of a force and one measure, by offence and financial or calendar year, with who counted it and the
-- residents of that year. `is_official`: of the Home Office's own tables, which alone make a line; one that another source's
-- figure stands above is here too, for a line is drawn from one source. All others are marks beside it; as charts/years.py draws them.
select
    y.force_id, '' as name, y.year, y.year - if(y.period_kind = 'calendar_year', 0.25, 0) as at, y.period, y.period_kind,
    y.offence_id, y.offence, {drawn:y}, y.licence is not null and y.period_kind = 'financial_year' as is_official, p.population, if(is_official, 'line', 'mark') as role,
    not is_official as is_hollow, 'official' as series, null::double as beside, false as is_above, '' as text
from all_figures as y
join forces as f using (force_id)
left join all_figures as other on y.replaced_by = other.figure_id
left join populations as p on y.force_id = p.force_id and y.year = p.mid_year and y.force_id <> 'city-of-london'
where
    y.force_id = $force and y.measure_id = $measure and y.unit = $unit and y.area_kind = 'force' and y.year is not null
    and y.scope is null and cardinality(y.dimensions) = 0
    and (y.status = 'current' or (y.status in ('repeated', 'conflicting') and y.licence is not null and other.licence is null))
order by y.offence_id, y.year, y.period_kind, y.figure_id
