-- One row a force, by nation and name: its latest count of an official class with its rate and the series behind it, what
-- became of the questions of the campaign that asked most forces, and how many other requests have an answer here.
with campaign as (
    select campaign_id from campaigns where law is not null order by requests desc, campaign_id limit 1
),

counted as (
    select
        y.force_id, y.year, y.period, y.value, y.per_100k, y.figure_id, p.population
    from force_years as y
    left join populations as p on y.force_id = p.force_id and y.year = p.mid_year and y.force_id <> 'city-of-london'
    where
        y.measure_id = 'offences_recorded' and y.offence_id = $offence and y.unit = 'offences'
        and y.period_kind = 'financial_year' and y.source_kind = 'official' and y.value is not null
),

series as (
    select
        force_id, list(year order by year) as years, list(value order by year) as counts, max_by(period, year) as period,
        max_by(value, year) as value, max_by(population, year) as population, max_by(figure_id, year) as figure_id
    from counted
    group by all
),

single as (
    select distinct o.force_id, o.question, o.status, r.ground
    from outcomes as o
    left join refusals as r on o.outcome_id = r.outcome_id
    where o.campaign_id in (select campaign_id from campaign) and o.is_current
),

asked as (
    select
        force_id,
        count(*) filter (where question is not null) as questions,
        count(*) filter (where question is not null and status = 'answered') as answered,
        count(*) filter (where ground = 'cost') as cost,
        count(*) filter (where ground = 'neither confirmed nor denied') as ncnd,
        count(*) filter (where status in ('referred', 'not_read') and question is not null) as elsewhere,
        count(*) filter (where question is null) as whole
    from single
    group by all
),

others as (
    select force_id, count(distinct source_id) as requests
    from outcomes
    where is_current and status <> 'no_answer' and (campaign_id is null or campaign_id not in (select campaign_id from campaign))
    group by all
),

known as (
    select force_id, count(*) as figures, count(*) filter (where source_kind <> 'official') as requested
    from figures
    group by all
)

select
    f.force_id, f.name, f.short_name, f.nation, f.region, f.kind,
    s.years, s.counts, s.period, s.value, s.population, s.figure_id,
    a.questions, a.answered, a.cost, a.ncnd, a.elsewhere, a.whole,
    coalesce(o.requests, 0) as other_requests, coalesce(k.figures, 0) as figures, coalesce(k.requested, 0) as requested
from forces as f
left join series as s using (force_id)
left join asked as a using (force_id)
left join others as o using (force_id)
left join known as k using (force_id)
order by
    list_position(['England', 'Wales', 'Northern Ireland', 'Scotland'], f.nation) is null,
    list_position(['England', 'Wales', 'Northern Ireland', 'Scotland'], f.nation), f.nation, f.short_name
