-- One row a section of an information law that refusals name: in how many requests and questions, and in how many of the
-- requests nobody printed it and it is our reading.
select
    u.law, u.section, coalesce(any_value(e.title), 'its title is not known here') as title,
    count(distinct (u.request, u.force_id)) as requests, count(distinct u.outcome_id) as questions,
    count(distinct (u.request, u.force_id)) filter (where u.exemptions_basis = 'inferred') as inferred
from (
    select
        outcome_id, request, force_id, coalesce(law, 'law not known') as law, exemptions_basis,
        regexp_extract(unnest(exemptions), '^(s|art )[0-9]+[A-Z]*') as section
    from ready.refusals
) as u
left join exemptions as e on u.law = e.law and lower(u.section) = lower(e.section)
group by u.law, u.section
order by requests desc, u.law, u.section
