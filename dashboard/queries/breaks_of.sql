-- One row a day within the years that have numbers from which an offence or class counts something else: what lies within it
-- came into force or ceased, or most figures of a year say so themselves ([b]) and no law in it or near its first day does; a
-- month is near.
-- Of the law of $nations alone, where there are some. In words: `brief` for a chart, `reason` for its notes.
with years as (
    select min(p.period_start) as first, max(p.period_end) as last
    from ready.force_years as y
    join periods as p on y.period = p.period_id
    where
        y.measure_id = $measure and y.unit = $unit and y.offence_id = $offence
        and (y.value is not null or y.value_high is not null or (y.value_low > 0 and y.symbol is distinct from '[c]'))
),
every as (
    select
        in_force_from as day,
        in_force_from as until,
        true as is_law,
        if(
            any_value(offence_id = $offence), 'in force from ' || strftime(in_force_from, '%B %Y'),
            string_agg(coalesce(section, title), ', ' order by offence_id) || ' counted in from '
            || strftime(in_force_from, '%B %Y')
        ) as brief,
        if(
            any_value(offence_id = $offence),
            'This offence is in force from ' || strftime(in_force_from, '%-d %B %Y') || '.',
            'From ' || strftime(in_force_from, '%-d %B %Y') || ' '
            || string_agg(title || coalesce(' (' || section || ')', ''), ', ' order by offence_id)
            || ' is counted in as well: no line and no change goes across that day.'
        ) as reason
    from offences
    where
        in_force_from is not null
        and (offence_id = $offence or list_contains(within, $offence))
        and (
            jurisdiction = 'United Kingdom' or regexp_matches(jurisdiction, array_to_string($nations, '|'))
            or list_has_any($nations, ['Great Britain', 'United Kingdom'])
        )
    group by in_force_from
    union all
    select
        any_value(period_start) as day,
        any_value(period_end) as until,
        false,
        'break in series' as brief,
        any_value(note) as reason
    from figures
    where
        measure_id = $measure and unit = $unit and offence_id = $offence and period_kind in ('financial_year', 'calendar_year')
        and scope is null and cardinality(dimensions) = 0
    group by period_id
    having count(*) filter (where symbol = '[b]') * 2 > count(*)
),
found as (
    from every
    join years on years.first < every.day + 31 and every.day <= years.last
)
select day, brief, reason
from found as b
where b.is_law or not exists (from found as l where l.is_law and l.day between b.day - 31 and b.until)
order by day
