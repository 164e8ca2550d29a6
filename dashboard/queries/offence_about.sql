-- One row an offence: its place in the law, what contains it, and how many figures in force it has.
select
    o.offence_id as id,
    o.offence_id,
    o.act,
    o.section,
    try_cast(regexp_extract(o.section, '[0-9]+') as integer) as section_number,
    o.title,
    o.jurisdiction,
    o.in_force_from,
    o.in_force_to,
    o.within,
    o.about_children,
    o.note,
    count(f.figure_id) as figures,
    count(distinct f.force_id) filter (where f.area_kind = 'force') as forces
from offences as o
left join figures as f using (offence_id)
group by all
order by o.act nulls last, section_number, o.section, o.title
