-- Sections of Acts in the order of the reference, with the section beside the title; then classes and groups.
select
    o.offence_id as id,
    case when o.section is not null then o.title || ' (' || coalesce(o.act || ', ', '') || o.section || ')' else o.title end as label
from offences as o
left join (select offence_id, count(*) as n from figures group by offence_id) as used using (offence_id)
order by used.n desc nulls last, label
