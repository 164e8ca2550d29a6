-- Figures and outcomes -> what is known of each force for each measure, offence and period that a source asks or
-- answers.
--
-- One row for each territorial force, and for any other force that a source names. The state is the first that holds,
-- in the order of `states`. Where nothing is here the row says so ("not collected" where the force is known to have
-- been asked, else "not known"): neither says anything about the force, and neither is a zero.

insert into coverage by name
with states as (
    select unnest([
        'value', 'interval', 'suppressed', 'conflicting', 'partly_answered', 'refused', 'ncnd', 'not_held', 'referred',
        'not_read', 'not_applicable', 'withdrawn', 'no_answer'
    ]) as state, generate_subscripts([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13], 1) as place
),
of_figures as (
    select
        force_id, measure_id, offence_id, period_id, figure_id, null as outcome_id, source_id, 0 as n,
        case
            when status = 'withdrawn' then 'withdrawn'
            when scope is not null or cardinality(dimensions) > 0 then 'partly_answered'
            when is_disputed then 'conflicting'
            when symbol = '[c]' then 'suppressed'
            when value is not null then 'value'
            else 'interval'
        end as state
    from placed
    where status in ('current', 'withdrawn')
),
of_outcomes as (
    -- The outcome of a whole request stands for each of its questions until one is known by itself; so does that of
    -- one question for each year of those that it asks for.
    select
        outcomes.force_id,
        if(asked.campaign_id is null, outcomes.measure_id, asked.measure_id) as measure_id,
        if(asked.campaign_id is null, outcomes.offence_id, asked.offence_id) as offence_id,
        if(asked.campaign_id is null, coalesce(outcomes.period_id, 'unknown'), asked.period_id) as period_id,
        null as figure_id, outcomes.outcome_id, outcomes.source_id, outcomes.rowid + 1 as n,
        -- An answer that gave no figure is one that nobody has read into a figure; so is each question of a thread
        -- that is known only as answered in part, for which of them were answered is not known.
        if(
            outcomes.status = 'answered' or (outcomes.measure_id is null and outcomes.status = 'partly_answered'),
            'not_read', outcomes.status
        ) as state
    from outcomes
    join sources using (source_id)
    left join asked_subjects as asked
        on asked.campaign_id = sources.campaign_id
        and (
            outcomes.measure_id is null
            or (asked.question = outcomes.question and asked.asked_period_id is not distinct from outcomes.period_id)
        )
    where outcomes.is_current and (outcomes.measure_id is not null or asked.campaign_id is not null)
),
known as (
    select * from (from of_figures union all by name from of_outcomes) semi join forces using (force_id)
),
subjects as (
    select measure_id, offence_id, period_id, arg_min(campaign_id, n) as campaign_id, arg_min(question, n) as question
    from (
        select measure_id, offence_id, period_id, campaign_id, question, n from asked_subjects
        union all
        select distinct measure_id, offence_id, period_id, null, null, null from known
    )
    group by all
),
best as (
    select
        force_id, measure_id, offence_id, period_id,
        arg_min(known, (place, coalesce(figure_id, ''), coalesce(outcome_id, ''))) as known,
        arg_min(outcome_id, n) as any_outcome_id
    from known join states using (state)
    group by all
)
select
    forces.force_id, forces.name as force, subjects.measure_id, measures.title as measure, subjects.offence_id,
    subjects.period_id, subjects.campaign_id, subjects.question,
    coalesce(best.known.state, if(requests.force_id is null, 'not_known', 'not_collected')) as state,
    best.known.figure_id, coalesce(best.known.outcome_id, best.any_outcome_id) as outcome_id, best.known.source_id
from subjects
cross join forces
join measures using (measure_id)
left join best
    on best.force_id = forces.force_id and best.measure_id = subjects.measure_id
    and best.offence_id is not distinct from subjects.offence_id and best.period_id = subjects.period_id
left join (select distinct campaign_id, force_id from campaign_requests) as requests
    on requests.campaign_id = subjects.campaign_id and requests.force_id = forces.force_id
where forces.kind = 'territorial' or best.force_id is not null
order by subjects.measure_id, subjects.offence_id, subjects.period_id, forces.force_id;
