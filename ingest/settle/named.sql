-- Figures by ids -> the same with what the reference tables call them: place, measure, offence, period.

update placed
set
    force = named.force, nation = named.nation, region = named.region, area_kind = named.area_kind,
    measure = named.measure, act = named.act, section = named.section, offence = named.offence,
    law_section = named.law_section, about_children = named.about_children, period = named.period, year = named.year
from (
    select
        figure_id as id,
        coalesce(forces.name, areas.name) as force,
        forces.nation,
        forces.region,
        case
            when forces.force_id is null then areas.area_kind
            when forces.kind = 'crown_dependency' then forces.kind
            else 'force'
        end as area_kind,
        measures.title as measure,
        offences.act,
        offences.section,
        offences.title as offence,
        -- "SOA 2003 s15A": the Act in short, as ids have it, with its section, so that the same number of two Acts is
        -- never one. None for a class, a group or a whole Act.
        regexp_extract(offences.offence_id, '^([a-z]+\d{4})_', 1) as act_of_id,
        if(
            act_of_id <> '' and offences.section is not null,
            concat(upper(left(act_of_id, -4)), ' ', right(act_of_id, 4), ' ', offences.section), null
        ) as law_section,
        -- Whether its measure, its offence or its scope counts nothing else than offences against children, or both.
        case
            when 'yes' in (measures.about_children, offences.about_children) or contains(placed.scope, 'against children') then 'yes'
            when 'mixed' in (measures.about_children, offences.about_children) then 'mixed'
            else 'no'
        end as about_children,
        placed.period_kind in ('financial_year', 'calendar_year') as is_year,
        case
            when period_start is null then concat('not known', ' (printed: ' || nullif(period_as_published, '') || ')')
            when is_year then period_id
            else concat(strftime(period_start, '%-d %B %Y'), ' to ', strftime(period_end, '%-d %B %Y'))
        end as period,
        if(is_year, year(period_start), null) as year
    from placed
    left join forces using (force_id)
    left join areas using (force_id)
    left join measures using (measure_id)
    left join offences using (offence_id)
) as named
where named.id = placed.figure_id;
