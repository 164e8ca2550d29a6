-- One row a force, by nation and name: its latest count of an official class with the residents of that year and the median
-- rate of all forces, what became of the questions that went to most (questions_sent.sql), and the series behind it: of the Home
-- Office alone, also where another source's figure stands above one of it, for a line is drawn from one source.
with counted as (
    select
        y.force_id, y.year, y.period, y.value, y.figure_id, coalesce(len(y.doubts) > 0, false) as is_doubted, p.population
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
        max_by(value, year) as value, arg_max_null(population, year) as population, max_by(figure_id, year) as figure_id,
        max_by(is_doubted, year) as is_doubted
    from counted
    group by all
),

-- in how many requests besides that to most forces it was asked, and in how many sources it stands without a figure
others as (
    select
        force_id, count(distinct source_id) filter (not {no_request:o}) as others,
        count(distinct source_id) filter ({no_request:o}) as silent
    from outcomes as o
    where
        is_current and campaign_id is distinct from (
            select campaign_id from campaigns where law is not null order by requests desc, campaign_id limit 1
        )
    group by force_id
),

medians as (
    select period, median(per_100k) as middle
    from ready.force_years
    where measure_id = 'offences_recorded' and unit = 'offences' and offence_id = $offence and source_kind = 'official'
    group by all
)

select
    f.force_id, f.name, f.short_name, f.nation, f.kind, s.* exclude (force_id), {rated:s}, m.middle,
    f.force_id in (select force_id from figures) as has_figures, coalesce(w.own, 0) as own, coalesce(w.apart, 0) as apart, coalesce(o.others, 0) as others, coalesce(o.silent, 0) as silent,
    q.* exclude (force_id)
from forces as f
left join series as s using (force_id)
left join others as o using (force_id)
left join ready.own_counts as w using (force_id)
left join ready.questions_sent as q using (force_id)
left join medians as m using (period)
order by
    list_position(['England', 'Wales', 'Northern Ireland', 'Scotland'], f.nation) is null,
    list_position(['England', 'Wales', 'Northern Ireland', 'Scotland'], f.nation), f.nation, f.short_name
