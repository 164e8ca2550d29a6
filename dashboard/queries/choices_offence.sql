-- Offences in the order of lists, those that most forces have figures of first, with the section beside the title.
select
    o.offence_id as id,
    case when o.section is not null then o.title || ' (' || coalesce(o.act || ', ', '') || o.section || ')' else o.title end as label
from offences as o
left join (select offence_id, min(list_group) as list_group from subjects group by offence_id) as l using (offence_id)
left join (
    select offence_id, count(distinct force_id) filter (area_kind = 'force') as forces from figures group by offence_id
) as used using (offence_id)
order by l.list_group nulls last, used.forces desc nulls last, label
