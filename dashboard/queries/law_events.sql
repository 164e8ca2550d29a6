-- One row an event of dashboard/law_events.csv ($file), in the order of their days: law and guidance. The day on which an offence
-- came into force and its title are the reference's; what has no day that is known comes last.
with events as (
    select *, row_number() over () as place
    from read_csv($file, header = true, comment = '#', all_varchar = true)
)

select
    if(o.offence_id is null, e."on", o.in_force_from::varchar) as day, e."where" as country, e.what, e.source, e.url, o.offence_id, o.title
from events as e
left join offences as o using (offence_id)
order by day nulls last, e.place
