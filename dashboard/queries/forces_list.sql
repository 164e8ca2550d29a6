-- One row a force, by nation and name: its latest count of an official class and the series behind it, of one source, what
-- became of the questions of the campaign that asked most forces, and how many other requests have an answer here; in how
-- many sources it has no figure.
with campaign as (
    select campaign_id from campaigns where law is not null order by requests desc, campaign_id limit 1
),

counted as (
    select y.force_id, y.year, y.period, y.value, y.figure_id, p.population
    from all_figures as y
    left join all_figures as other on y.replaced_by = other.figure_id
    left join populations as p on y.force_id = p.force_id and y.year = p.mid_year and y.force_id <> 'city-of-london'
    where
        y.measure_id = 'offences_recorded' and y.offence_id = $offence and y.unit = 'offences'
        and y.period_kind = 'financial_year' and y.licence is not null and y.value is not null
        and y.scope is null and cardinality(y.dimensions) = 0
        and (y.status = 'current' or (y.status in ('repeated', 'conflicting') and other.licence is null))
),

series as (
    select
        force_id, list(year order by year) as years, list(value order by year) as counts, max_by(period, year) as period,
        max_by(value, year) as value, max_by(population, year) as population, max_by(figure_id, year) as figure_id
    from counted
    group by all
),

asked as (
    select
        o.force_id,
        count(distinct o.question) as questions,
        count(distinct o.question) filter (where o.status = 'answered') as answered,
        count(distinct o.question) filter (where o.status = 'referred') as referred,
        count(distinct o.question) filter (where o.status = 'ncnd') as ncnd,
        count(distinct o.question) filter (where o.status = 'refused' and r.ground is distinct from 'cost') as withheld,
        count(distinct o.question) filter (where o.status = 'not_held') as not_held,
        count(distinct o.question) filter (where r.ground = 'cost') as cost,
        count(distinct o.question) filter (where r.ground = 'cost' and o.exemptions_basis = 'inferred') as cost_by_reading,
        count(*) filter (where o.question is null) as whole
    from outcomes as o
    left join refusals as r on o.outcome_id = r.outcome_id
    where o.campaign_id in (select campaign_id from campaign) and o.is_current
    group by all
),

others as (
    select
        force_id, count(distinct source_id) filter (where status <> 'no_answer') as requests,
        count(distinct source_id) filter (where status = 'no_answer') as silent
    from outcomes
    where is_current and (campaign_id is null or campaign_id not in (select campaign_id from campaign))
    group by all
)

select
    f.force_id, f.name, f.short_name, f.nation, f.kind, s.* exclude (force_id), a.* exclude (force_id),
    coalesce(o.requests, 0) as other_requests, coalesce(o.silent, 0) as silent_requests, f.force_id in (select force_id from figures) as has_figures
from forces as f
left join series as s using (force_id)
left join asked as a using (force_id)
left join others as o using (force_id)
order by
    list_position(['England', 'Wales', 'Northern Ireland', 'Scotland'], f.nation) is null,
    list_position(['England', 'Wales', 'Northern Ireland', 'Scotland'], f.nation), f.nation, f.short_name
