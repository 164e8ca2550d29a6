-- One row a financial year of the Home Office's own series of one force and offence class, with the residents of that year; one
-- that another source's figure stands above is here too, for a line is drawn from one source.
select y.year, y.period, y.value, coalesce(len(y.doubts) > 0, false) as is_doubted, y.figure_id, y.compiled_by, p.population
from all_figures as y
join forces as f on y.force_id = f.force_id
left join all_figures as other on y.replaced_by = other.figure_id
left join populations as p on y.force_id = p.force_id and y.year = p.mid_year and y.force_id <> 'city-of-london'
where
    y.force_id = $force and y.measure_id = 'offences_recorded' and y.offence_id = $offence and y.unit = 'offences'
    and y.area_kind = 'force' and y.period_kind = 'financial_year' and y.scope is null and cardinality(y.dimensions) = 0
    and y.licence is not null and y.value is not null
    and (y.status = 'current' or (y.status in ('repeated', 'conflicting') and other.licence is null))
order by y.year, y.figure_id
