-- Every source, or the one of $source_id, with what was read in it: forces and areas, hands, figures (those in force, and
-- those whose meaning a person settled) and answers; and the campaign that it is of. A
-- disputed figure is counted at the places that give it and not once more as the one row that stands for all of them (`ranges`).
with found as (
    select source_id, force_id, force, hand, 'figure' as what, status = 'current' as is_in_force, reading_reason
    from all_figures
    where not is_disputed
    union all
    select source_id, force_id, force, hand, 'outcome', null, null from outcomes
    union all
    select s.source_id, f.force_id, f.name, null, 'asked', null, null
    from sources as s
    join forces as f on list_contains(s.force_ids, f.force_id)
),

by_source as (
    select
        source_id,
        count(*) filter (where what = 'figure') as figures,
        count(*) filter (where is_in_force) as in_force,
        count(reading_reason) as settled,
        count(*) filter (where what = 'outcome') as outcomes,
        list_sort(list(distinct force_id)) as about_ids,
        list_sort(list(distinct force)) as about,
        list_sort(list(distinct hand) filter (where hand is not null)) as hands
    from found
    group by source_id
)

select
    s.*,
    coalesce(s.title, s.reference, s.source_id) as name,
    concat(coalesce(s.publisher, 'a publisher that is not known'), ', read in ' || if(contains(s.read_in, 'an activist group'), 'an activist group’s site', s.read_in)) as compiler,
    c.title as campaign,
    coalesce(b.in_force, 0)::bigint as figures_in_force,
    coalesce(b.settled, 0)::bigint as figures_settled,
    coalesce(b.figures, 0)::bigint as figures,
    (select count(*) from all_figures as d where d.is_disputed and d.source_id = s.source_id) as ranges,
    coalesce(b.outcomes, 0)::bigint as outcomes,
    (select count(*) from checks as k where k.source_id = s.source_id) as findings,
    coalesce(b.about_ids, []) as about_ids,
    coalesce(b.about, []) as about,
    coalesce(b.hands, []) as hands,
    -- whose answer or figures it is, which a title alone does not say; and whom they are about, by name where these are few
    case s.source_kind
        when 'force_response' then format('The answer of {} to a request for information.', compiler)
        when 'disclosure_log' then format('From the disclosure log of {}.', compiler) else format('Figures of {}.', compiler)
    end as is_what,
    case
        when len(about) > 3 then format('{} forces and areas', len(about))
        else concat_ws(' and ', nullif(array_to_string(about[:-2], ', '), ''), about[-1])
    end as about_in_words
from sources as s
left join by_source as b using (source_id)
left join campaigns as c on s.campaign_id = c.campaign_id
where $source_id is null or s.source_id = $source_id
order by coalesce(s.published_on, s.answered_on, s.received_on, s.asked_on) desc nulls last, s.source_id
