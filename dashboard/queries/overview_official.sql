-- One row a territorial force and financial year: offences of one class as the Home Office's own tables count them, whatever
-- others count, with residents in the year in which it begins; and the same force's own counts of the class (`is_official`
-- false), which are marks beside the line and never in it; as charts/years.py draws them. No residents, and no rate, for
-- the City of London.
select
    g.force_id,
    f.name as force,
    f.short_name as name,
    g.period_id as period,
    year(r.period_start) as year,
    g.value as count_,
    if(g.force_id = 'city-of-london', null, p.population) as population,
    g.figure_id,
    g.compiled_by,
    g.licence is not null as is_official,
    not is_official as is_hollow,
    if(is_official, 'line', 'mark') as role,
    if(is_official, 'circle', 'diamond') as form,
    g.compiled_by as series,
    year(r.period_start) as at,
    'value' as state,
    '' as text,
    false as is_doubted,
    false as is_above,
    null::double as low,
    null::double as high,
    null::double as beside
from all_figures as g
join forces as f on g.force_id = f.force_id and f.kind = 'territorial'
join periods as r on g.period_id = r.period_id
left join populations as p on g.force_id = p.force_id and year(r.period_start) = p.mid_year
left join all_figures as other on g.replaced_by = other.figure_id
where
    g.measure_id = 'offences_recorded' and g.offence_id = $offence and g.unit = 'offences' and g.scope is null
    and cardinality(g.dimensions) = 0 and r.period_kind = 'financial_year' and g.value is not null
    and (
        (g.licence is not null and (g.status = 'current' or (g.status = 'conflicting' and other.licence is null)))
        or (
            g.licence is null and g.status = 'current' and g.source_kind in ('force_response', 'disclosure_log')
        )
    )
order by f.name, year, is_official desc
