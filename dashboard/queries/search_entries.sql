-- Everything that can be found: one row for each name of each thing. Sections of the information laws are found where refusals
-- rest on them, and by them the answers that do, one of each force before its others. `weight`: how much a match says, 1 for a name of its
-- own. `is_body`: words in which it is mentioned, where a misspelling finds nothing. The answers that name groups are found by
-- their question alone, and sources of groups not at all: no group's name is in any search. `note` of an answer is its status,
-- whether its ground is our reading, its period and its request's reference.
with of_offence as (
    select offence_id, lpad((1000000 - count(*))::varchar, 7, '0') as in_order from figures where offence_id is not null group by 1
),
given as (
    select
        o.source_id || ' ' || o.outcome_id as id,
        concat_ws(': ', concat_ws(if(contains(o.question, ' '), ', ', ', question '), o.force, o.question),
            if(o.question is null and o.asks is not null, replace(m.title, ' for the named offence', ''), null), coalesce(o.asks, 'the request as a whole')
        ) as title,
        concat_ws('|', if(r.ground = 'cost', 'cost', o.status), coalesce(o.exemptions_basis, ''), coalesce(o.period_id, ''), coalesce(o.reference, '')) as note,
        concat_ws(
            ' ', o.force, 'question', o.question, m.title, o.asks, case when o.measure_id is distinct from 'groups_named_ocag' then o.answer_text end,
            o.status, if(o.status = 'ncnd', 'neither confirm nor deny', null), if(r.ground = 'cost', 'would cost too much', r.ground), array_to_string(o.exemptions, ' '),
            case o.stage when 'internal_review' then 'internal review' when 'commissioner' then 'Commissioner decision notice appeal' end
        ) as said,
        o.force, o.law, o.exemptions, r.outcome_id is not null as is_refusal
    from outcomes as o
    left join ready.refusals as r on o.outcome_id = r.outcome_id
    left join measures as m on o.measure_id = m.measure_id
),
of_measure as (
    select measure_id, lpad((1000000 - count(*))::varchar, 7, '0') as in_order from figures group by 1
),
of_source as (
    select source_id, array_to_string(list_distinct(flatten(list([measure, section]))), ' ') as counts from figures group by 1
),
every as (
    select 'force' as kind, force_id as id, name as title, coalesce(region, nation) as note, name as words, 1.0 as weight, false as is_body, name as in_order
    from forces
    union all
    select 'force', force_id, name, coalesce(region, nation), short_name, 1.0, false, name from forces
    union all
    select 'force', f.force_id, f.name, w.words, w.words, 0.97, false, f.name
    from search_words as w join forces as f on w.kind = 'force' and w.id = f.force_id
    union all
    select
        'force', force_id, name, area_kind, unnest([name, replace(replace(force_id, 'area:', ''), '-', ' ')]), 0.95, false, name
    from areas
    where force_id in (select force_id from figures)
    union all
    select
        'offence', o.offence_id, o.title, concat_ws(' ', o.act, o.section),
        unnest([o.title, concat_ws(' ', o.section, o.act), concat_ws(' ', o.act, o.section), o.section, replace(o.offence_id, '_', ' ')]),
        1.0, false, n.in_order
    from offences as o
    join of_offence as n using (offence_id)
    union all
    select 'offence', o.offence_id, o.title, concat_ws(' ', o.act, o.section), 'class ' || code, 0.9, false, n.in_order
    from (select *, unnest(home_office_codes) as code from offences) as o
    join of_offence as n using (offence_id)
    union all
    select 'offence', o.offence_id, o.title, concat_ws(' ', o.act, o.section), w.words, 0.98, false, n.in_order
    from search_words as w join offences as o on w.kind = 'offence' and w.id = o.offence_id
    join of_offence as n using (offence_id)
    union all
    select 'measure', m.measure_id, m.title, null, m.title, 1.0, false, n.in_order
    from measures as m join of_measure as n using (measure_id)
    union all
    select 'measure', m.measure_id, m.title, null, w.words, 0.98, false, n.in_order
    from search_words as w join measures as m on w.kind = 'measure' and w.id = m.measure_id
    join of_measure as n using (measure_id)
    union all
    select
        'exemption', concat_ws(' ', law, section), concat(title, ' (', section, ')'),
        concat(
            law, format(': {:,} request', requests), if(requests = 1, '', 's'),
            case inferred when 0 then '' when requests then ', by our reading' else format(', {} of them by our reading', inferred) end
        ), unnest([section, concat_ws(' ', section, law), concat_ws(' ', law, section), title]), 1.0, false,
        lpad((1000000 - requests)::varchar, 7, '0')
    from {refusals_sections}
    union all
    select 'page', id, null, null, words, 0.99, false, id from search_words where kind = 'page'
    union all
    select
        'source', source_id, title,
        concat_ws(
            ', ', publisher,
            case length(published_on)
                when 10 then strftime(published_on::date, '%-d %B %Y') when 7 then strftime((published_on || '-01')::date, '%B %Y')
                else published_on
            end
        ),
        unnest([concat_ws(' ', title, publisher, if(contains(read_in, 'activist group'), null, read_in), reference, counts), publisher]),
        unnest([0.5, 0.97]), true, title
    from sources left join of_source using (source_id) where source_kind <> 'group'
    union all
    select 'answer', id, title, note, said, 0.4, true, force from given
    union all
    select 'answer', id, title, note, unnest([section, concat_ws(' ', section, law), concat_ws(' ', law, section)]), 0.97, true, in_order
    from (
        select *, lpad((row_number() over (partition by force, section order by id))::varchar, 4, '0') || force as in_order
        from (
            select *, unnest(list_distinct(flatten([[name, regexp_extract(name, '^(s|art )[0-9]+[A-Z]*')] for name in exemptions]))) as section
            from given where is_refusal
        )
    )
)

select
    kind, id, if(kind = 'offence', rtrim(regexp_replace(title, '^Home Office class (\w+): (.+)$', '\2 (class \1)'), '.'), title) as title, note,
    case kind
        when 'page' then '/' || id
        when 'answer' then '/source?id=' || replace(id, ' ', '&figure=')
        when 'exemption' then '/search?q=' || id
        else '/' || kind || '?id=' || id
    end as path,
    words, weight::double, is_body, in_order
from every
