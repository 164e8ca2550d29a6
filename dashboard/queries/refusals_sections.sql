-- One row a section of an information law that refusals name: in how many requests and questions, and in how many of the
-- requests nobody printed it and it is our reading.
select
    coalesce(u.law, 'law not known') as law, trim(replace(u.named, coalesce(u.law, ''), '')) as section,
    coalesce(any_value(e.title), 'its title is not known here') as title,
    count(distinct (u.request, u.force_id)) as requests, count(distinct u.outcome_id) as questions,
    count(distinct (u.request, u.force_id)) filter (where u.exemptions_basis = 'inferred') as inferred
from (select outcome_id, request, force_id, law, exemptions_basis, unnest(sections) as named from ready.refusals) as u
left join exemptions as e on u.named = concat_ws(' ', e.law, e.section)
group by u.law, u.named
order by requests desc, u.law, section
