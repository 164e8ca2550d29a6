-- The public views. Each COMMENT (dictionary.toml) says what one row is and whether rows may be added up.

create view figures as
select * exclude (status, replaced_by, rule)
from all_figures
where status = 'current';

-- The one to start from. What lies within another row of the same force, unit and year stays and says so (is_part): its
-- offence or its measure is narrower, or the other row is of the force's whole.
create view force_years as
with years as (
    select figure_id, force_id, measure_id, unit, offence_id, period_id -- held while it is read twice, so no more
    from figures
    where area_kind = 'force' and year is not null and scope is null and cardinality(dimensions) = 0
),

-- what each may lie within, by name: to hold each against every other of its force and year would grow with their square
holders as (
    select
        y.figure_id, y.force_id, y.unit, y.period_id, h.measure_id,
        unnest(
            list_concat(['', coalesce(y.offence_id, ''), coalesce(h.whole_offence_id, '')], coalesce(o.within, []))
        ) as offence_id
    from years as y
    join (
        select measure_id, unnest(list_concat([measure_id], coalesce(within, []))) as holder from measures
    ) as m on y.measure_id = m.measure_id
    join measures as h on m.holder = h.measure_id
    left join offences as o on y.offence_id = o.offence_id
),

part as (
    select distinct h.figure_id
    from holders as h
    join years as y
        on h.force_id = y.force_id and h.unit = y.unit and h.period_id = y.period_id and h.measure_id = y.measure_id
        and h.offence_id = coalesce(y.offence_id, '') and h.figure_id <> y.figure_id
)

select
    y.force_id, y.force, y.nation, y.region,
    y.measure_id, y.measure, y.unit,
    y.offence_id, y.offence, y.about_children,
    y.period, y.period_kind, y.year,
    y.value, y.value_low, y.value_high,
    -- Of the 15,000 residents of the City of London few are whom its force meets.
    case
        when m.kind = 'count' and not contains(y.unit, ' per ') and y.force_id <> 'city-of-london'
            then y.value * 100000 / p.population
    end as per_100k,
    y.doubts, y.differs, y.source_kind, y.hand, y.figure_id,
    y.figure_id in (select figure_id from part) as is_part,
    y.law_section, y.licence, y.symbol, y.note, y.reading_reason
from figures as y
join measures as m using (measure_id)
left join populations as p on y.force_id = p.force_id and y.year = p.mid_year
where y.area_kind = 'force' and y.year is not null and y.scope is null and cardinality(y.dimensions) = 0;

create view arrests as
select f.*
from figures as f
join measures as m using (measure_id)
where m.counts_arrests and f.area_kind = 'force' and cardinality(f.dimensions) = 0;

create view offence_breakdown as
select f.*
from figures as f
join measures as m using (measure_id)
where f.area_kind = 'force' and f.offence_id is not null and f.offence_id is distinct from m.whole_offence_id;

create view ocag_figures as
select f.*
from figures as f
join measures as m using (measure_id)
where m.about_ocag;

create view area_figures as
select f.*
from figures as f
where f.area_kind <> 'force';

-- The whole of a share is the same source's figure for all online arrests: same force, period, unit and scope, for the
-- measure's whole offence and nothing narrower. A team's, an operation's or one offence's count is never a whole.
create view ocag_arrests as
-- Where there is none the note says which of the reasons it has: the sources disagree, or the source's is not in force.
with all_online as (
    select f.*
    from all_figures as f
    join measures as m using (measure_id)
    where
        f.measure_id = 'arrests_online_cso'
        and f.offence_id is not distinct from m.whole_offence_id
        and cardinality(f.dimensions) = 0
        and f.period_id <> 'unknown'
),
whole as (
    select *, -- as it stands in a sentence: a number, or the print; not a print that a person overruled
        case
            when value is not null then printf('%d', value::bigint)
            when correction is not null and value_low is not null and value_high is not null
                then format('{} to {}', printf('%d', value_low::bigint), printf('%d', value_high::bigint))
            when correction is null then value_text
            else ''
        end as in_words
    from all_online
    where status = 'current' and not is_disputed
),
disputed as (
    select distinct force_id, period_id, unit, scope from all_online where is_disputed
),
-- What the source itself sets beside them: arrests of its own team or by its own resources of the same print of the period.
set_beside as (
    select
        force_id, period_id, period_as_published, source_id, -- a scope says whose they are or how they began
        any_value(value) as set_against,
        any_value(unit) as set_against_unit,
        any_value(concat_ws('. ', measure, note)) as set_against_note,
        any_value(coalesce(offence_as_published, unit)) as set_against_as_published,
        any_value(figure_id) as set_against_id
    from figures
    where measure_id in ('arrests_online_cso_team', 'arrests_own_resources') and cardinality(dimensions) = 0 and value is not null
    group by all
    having count(*) = 1
),
not_in_force as (
    select distinct force_id, period_id, unit, scope, source_id from all_online where status <> 'current'
)
select
    f.* exclude (year, about_children, doubts, differs, law_section, licence),
    w.value as all_arrests,
    w.value_low as all_arrests_low,
    w.value_high as all_arrests_high,
    w.value_text as all_arrests_text,
    case
        when not f.is_disputed and w.value_high > 0 and f.value_low <= w.value_high
            -- that they are among the whole is the source's word, or our reading: then none of them need be
            then case when f.within_by = 'source' then f.value_low / w.value_high else 0 end
    end as share_low,
    case
        when not f.is_disputed and w.value_low > 0 and f.value_high is not null
            and (w.value_high is null or f.value_low is null or f.value_low <= w.value_high)
            then least(1, f.value_high / w.value_low)
    end as share_high,
    case
        when f.is_disputed then 'No share: sources disagree on these arrests.'
        when f.value_low > w.value_high then 'No share: the source gives more of these than of all online arrests.'
        when w.source_id is null and d.force_id is not null then 'No share: sources disagree on all online arrests.'
        when w.source_id is null and n.source_id is not null
            then 'No share: the same source''s count of all online arrests is not the one in force.'
        when w.source_id is null then 'No share: the same source gives no count of all online arrests for this period, unit and scope.'
        when f.within_by = 'source' then 'The source says that these are among all its online arrests.'
        when w.in_words = '' or (f.value_text = '' and f.correction is null) or (f.value is null and f.correction is not null)
            then 'At most, if all of these are among all its online arrests, which the answer does not say.'
        else format(
            'At most, if all {} are among the {}, which the answer does not say.',
            case when f.correction is null then f.value_text else printf('%d', f.value::bigint) end, w.in_words
        )
    end as share_note,
    beside.set_against,
    beside.set_against_note,
    f.year, f.about_children, f.doubts, f.differs, f.law_section, f.licence,
    beside.set_against_as_published, beside.set_against_id, beside.set_against_unit
from figures as f
left join set_beside as beside
    on f.force_id = beside.force_id and f.period_id = beside.period_id
    and f.source_id = beside.source_id
    and f.period_as_published is not distinct from beside.period_as_published
left join whole as w
    on f.force_id = w.force_id and f.period_id = w.period_id and f.unit = w.unit
    and f.scope is not distinct from w.scope and f.source_id = w.source_id
left join disputed as d
    on f.force_id = d.force_id and f.period_id = d.period_id and f.unit = d.unit and f.scope is not distinct from d.scope
left join not_in_force as n
    on f.force_id = n.force_id and f.period_id = n.period_id and f.unit = n.unit
    and f.scope is not distinct from n.scope and f.source_id = n.source_id
where f.measure_id = 'arrests_ocag' and f.area_kind = 'force';

-- Both numbers of what sources give otherwise, once: those of one count from the lowest on (a third is a row of its own beside
-- the lowest), and a part beside the official number of its class, which is lower.
create view differences as
with sides as (
    select coalesce(replaced_by, figure_id) as standing_id, figure_id, value_low, published_on
    from all_figures
    where status = 'conflicting'
    union all
    select figure_id, figure_id, value_low, published_on
    from figures
    where value is not null and figure_id in (select replaced_by from all_figures where status = 'conflicting')
),

pairs as (
    select standing_id, figure_id as second_id, 'the same count' as kind,
        first(figure_id) over (partition by standing_id order by value_low, published_on, figure_id) as first_id
    from sides
    union all by name
    select f.figure_id as standing_id, f.figure_id as first_id, o.figure_id as second_id, 'a part above its class' as kind
    from figures as f
    join figures as o
        on f.force_id = o.force_id and f.period_id = o.period_id and f.measure_id = o.measure_id and f.unit = o.unit
        and list_contains(f.within, o.offence_id)
    where
        list_contains(f.differs, 'differs-from-official-class') and f.source_id <> o.source_id and f.value_low > o.value_high
        and o.source_kind = 'official' and cardinality(o.dimensions) = 0 and o.scope is null
)

select
    f.force_id, f.force, f.area_kind, f.measure_id, f.measure, f.unit, f.offence_id, f.offence, f.law_section,
    f.scope, f.dimensions, f.period_id, f.period, f.period_kind, f.year, p.kind,
    a.value as first_value, a.value_low as first_low, a.value_high as first_high, a.value_text as first_text,
    a.offence as first_offence, a.compiled_by as first_compiled_by, a.read_in as first_read_in,
    coalesce(len(a.doubts) > 0, false) as first_in_doubt, a.source_id as first_source_id, a.figure_id as first_id,
    b.value as second_value, b.value_low as second_low, b.value_high as second_high, b.value_text as second_text,
    b.offence as second_offence, b.compiled_by as second_compiled_by, b.read_in as second_read_in,
    coalesce(len(b.doubts) > 0, false) as second_in_doubt, b.source_id as second_source_id, b.figure_id as second_id,
    p.kind = 'the same count' and not f.is_disputed as is_decided, f.figure_id
from pairs as p
join figures as f on p.standing_id = f.figure_id
join all_figures as a on p.first_id = a.figure_id
join all_figures as b on p.second_id = b.figure_id
where p.first_id <> p.second_id;

-- What was not given, each question once by its one ground. Four of the grounds are four things: a body that would have to
-- spend too much has not said that it holds nothing, nor that it may not say; and one that withholds small numbers answered.
create view refusals as
select
    o.outcome_id, o.force_id, o.force, o.source_id as request, o.question, o.measure_id, o.offence_id, o.period_id,
    o.status, o.law, o.exemptions, o.exemptions_basis,
    case
        when o.status = 'ncnd' then 'neither confirmed nor denied'
        when o.status = 'not_held' then 'not held'
        when o.status = 'partly_answered' then 'small numbers withheld'
        when named.is_cost then 'cost'
        else 'another exemption'
    end as ground,
    o.campaign_id, o.source_id, coalesce(named.sections, []) as sections, o.asks, o.answered_on, o.source_url
from outcomes as o
left join (
    -- With its law: the same number of two laws is never one. Without what stands in brackets: s12(1) is s12.
    select
        u.outcome_id, list_sort(list(distinct concat_ws(' ', u.law, u.section))) as sections,
        bool_or(e.ground = 'cost') as is_cost
    from (
        select outcome_id, law, regexp_extract(unnest(exemptions), '^(s|art )[0-9]+[A-Z]*') as section from outcomes
    ) as u
    left join exemptions as e on u.law = e.law and u.section = e.section
    where u.section <> ''
    group by u.outcome_id
) as named on o.outcome_id = named.outcome_id
left join (
    select distinct source_id, force_id, measure_id, period_id from figures where symbol = '[c]'
) as f
    on o.source_id = f.source_id and o.force_id = f.force_id and o.measure_id = f.measure_id
    and o.period_id = f.period_id
where
    o.is_current
    and (o.status in ('refused', 'ncnd', 'not_held') or (o.status = 'partly_answered' and f.source_id is not null));

-- A total over forces, one row for each unit (one row with zero forces where nothing is here): each force counted once,
-- unknown never as zero. `high` is NULL as soon as one force has no upper bound. It is the total of the forces that are
-- here, never of the country. It refuses what can't be added: parts (a scope, as attempts in or alone, or a breakdown)
-- beside wholes, figures of an unknown period, shares and rates. Forces that have such a figure alone are `not_added`.
-- Without an offence (NULL) the measure's whole is meant, for that is how its figures are stored. Nothing is named by WITH:
-- within a macro DuckDB 1.2 does not find it.
create macro totals(measure, offence, period) as table
select
    counted.unit,
    counted.low,
    counted.high,
    coalesce(counted.forces_counted, 0) as forces_counted,
    coalesce(counted.in_conflict, 0) as in_conflict,
    coalesce(counted.suppressed, 0) as suppressed,
    coalesce(counted.unknown, 0) as unknown,
    answers.asked,
    apart.not_added
from (
    select count(distinct c.force_id) as asked
    from coverage as c
    join measures as m on c.measure_id = m.measure_id
    where
        c.measure_id = measure and c.offence_id is not distinct from coalesce(offence, m.whole_offence_id)
        and c.period_id = period and c.state not in ('not_known', 'not_asked')
) as answers
cross join (
    select count(*) filter (where not by_force.is_added) as not_added
    from (
        select
            f.force_id,
            bool_or(
                f.period_id <> 'unknown' and cardinality(f.dimensions) = 0 and f.scope is null
                and m.kind = 'count' and not contains(f.unit, ' per ')
            ) as is_added
        from figures as f
        join measures as m on f.measure_id = m.measure_id
        where
            f.measure_id = measure and f.offence_id is not distinct from coalesce(offence, m.whole_offence_id)
            and f.period_id = period and f.area_kind = 'force'
        group by f.force_id
    ) as by_force
) as apart
left join (
    select
        f.unit,
        sum(f.value_low) as low,
        case when count(*) = count(f.value_high) then sum(f.value_high) end as high,
        count(distinct f.force_id) filter (where f.value_low is not null or f.value_high is not null) as forces_counted,
        count(*) filter (where f.is_disputed) as in_conflict,
        count(*) filter (where f.symbol = '[c]') as suppressed,
        count(*) filter (where f.value_low is null and f.value_high is null) as unknown
    from figures as f
    join measures as m on f.measure_id = m.measure_id
    where
        f.measure_id = measure and f.offence_id is not distinct from coalesce(offence, m.whole_offence_id)
        and f.period_id = period and f.period_id <> 'unknown' and f.area_kind = 'force'
        and cardinality(f.dimensions) = 0 and f.scope is null
        and m.kind = 'count' and not contains(f.unit, ' per ')
    group by f.unit
) as counted on true
where
    case
        when not exists (select 1 from measures as m where m.measure_id = measure)
            then error('No measure has the id ' || coalesce(measure, 'NULL') || ': see the table measures.')
        when offence is not null and not exists (select 1 from offences as o where o.offence_id = offence)
            then error('No offence has the id ' || offence || ': see the table offences.')
        when not exists (select 1 from periods as p where p.period_id = period)
            then error('No period has the id ' || coalesce(period, 'NULL') || ': see the table periods.')
        else true
    end;

-- The same forces in every year, so that a rise is none of the forces that came in: one row for each year from the first
-- to the last. A force is in it that has a number, or bounds, in each of these years; the others of a year are left_out.
-- A year of which nobody has one is refused: with it no force would have all, and a panel of none looks like an answer.
create macro panel(measure, unit, offence, year_kind, first_year, last_year) as table
select
    y.year,
    count(*) filter (where f.is_in) as forces,
    sum(f.value_low) filter (where f.is_in) as low,
    case when bool_and(f.value_high is not null) filter (where f.is_in)
        then sum(f.value_high) filter (where f.is_in)
    end as high,
    count(*) filter (where not f.is_in) as left_out,
    count(*) filter (where f.is_in and f.is_disputed) as disputed,
    count(*) filter (where f.is_in and len(f.doubts) > 0) as doubted,
    coalesce(bool_or(f.is_break) filter (where f.is_in), false) as has_break
from (select unnest(range(first_year, greatest(first_year, last_year) + 1)) as year) as y
left join (
    select
        g.figure_id, g.year, g.value_low, g.value_high, g.is_disputed, g.doubts,
        count(*) over (partition by g.force_id) = last_year - first_year + 1 as is_in,
        -- The symbol where the figure has it, and for the others of the same offence by the law: an offence came into
        -- force within theirs.
        g.symbol is not distinct from '[b]' or exists (
            select 1 from offences as o
            where
                list_contains(o.within, g.offence_id)
                and o.in_force_from > g.period_start and o.in_force_from <= g.period_end
        ) as is_break
    from figures as g
    join measures as m on g.measure_id = m.measure_id
    where
        g.measure_id = measure and g.unit = unit
        and g.offence_id is not distinct from coalesce(offence, m.whole_offence_id)
        and g.period_kind = year_kind and g.year between first_year and last_year
        and g.area_kind = 'force' and g.scope is null and cardinality(g.dimensions) = 0
        and m.kind = 'count' and not contains(g.unit, ' per ')
        and (g.value_low is not null or g.value_high is not null)
) as f on y.year = f.year
where
    case
        when not exists (select 1 from measures as m where m.measure_id = measure)
            then error('No measure has the id ' || coalesce(measure, 'NULL') || ': see the table measures.')
        when offence is not null and not exists (select 1 from offences as o where o.offence_id = offence)
            then error('No offence has the id ' || offence || ': see the table offences.')
        when not exists (select 1 from figures as u where u.measure_id = measure and u.unit = unit)
            then error('No figure of ' || measure || ' is in the unit ' || coalesce(unit, 'NULL') || '.')
        when year_kind is null or year_kind not in ('financial_year', 'calendar_year')
            then error('year_kind is financial_year or calendar_year.')
        when first_year > last_year then error('first_year is after last_year.')
        else true
    end
group by y.year
having
    case
        when count(f.figure_id) = 0 then error(
            'No force has a number of ' || measure || coalesce(' for ' || offence, '') || ' in ' || unit || ' for the '
            || replace(year_kind, '_', ' ') || ' that begins in ' || y.year || '.'
        )
        else true
    end
order by y.year;
