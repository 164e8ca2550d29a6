-- The public views. Each COMMENT (dictionary.toml) says what one row is and whether rows may be added up.

create view figures as
select * exclude (status, replaced_by, rule)
from all_figures
where status = 'current';

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
not_in_force as (
    select distinct force_id, period_id, unit, scope, source_id from all_online where status <> 'current'
)
select
    f.*,
    w.value as all_arrests,
    w.value_low as all_arrests_low,
    w.value_high as all_arrests_high,
    w.value_text as all_arrests_text,
    case
        when not f.is_disputed and w.value_high > 0 and f.value_low <= w.value_high then f.value_low / w.value_high
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
            then 'If all of these are among all its online arrests, which the answer does not say.'
        else format(
            'If all {} are among the {}, which the answer does not say.',
            case when f.correction is null then f.value_text else printf('%d', f.value::bigint) end, w.in_words
        )
    end as share_note
from figures as f
left join whole as w
    on f.force_id = w.force_id and f.period_id = w.period_id and f.unit = w.unit
    and f.scope is not distinct from w.scope and f.source_id = w.source_id
left join disputed as d
    on f.force_id = d.force_id and f.period_id = d.period_id and f.unit = d.unit and f.scope is not distinct from d.scope
left join not_in_force as n
    on f.force_id = n.force_id and f.period_id = n.period_id and f.unit = n.unit
    and f.scope is not distinct from n.scope and f.source_id = n.source_id
where f.measure_id = 'arrests_ocag' and f.area_kind = 'force';

-- A total over forces, one row for each unit (one row with zero forces where nothing is here): each force counted once,
-- unknown never as zero. `high` is NULL as soon as one force has no upper bound. It is the total of the forces that are
-- here, never of the country. It refuses what can't be added: parts (a scope, as attempts in or alone, or a breakdown)
-- beside wholes, figures of an unknown period, shares and rates. Forces that have such a figure alone are `not_added`.
-- Without an offence (NULL) the measure's whole is meant, for that is how its figures are stored.
create macro totals(wanted_measure, wanted_offence, wanted_period) as table
with wanted as (
    select coalesce(
        wanted_offence, (select m.whole_offence_id from measures as m where m.measure_id = wanted_measure)
    ) as offence_id
),
given as (
    select
        f.*,
        f.period_id <> 'unknown' and cardinality(f.dimensions) = 0 and f.scope is null
            and m.kind = 'count' and not contains(f.unit, ' per ') as is_addend
    from figures as f
    join measures as m using (measure_id)
    where
        f.measure_id = wanted_measure and f.offence_id is not distinct from (select offence_id from wanted)
        and f.period_id = wanted_period and f.area_kind = 'force'
),
counted as (
    select
        f.unit,
        sum(f.value_low) as low,
        case when count(*) = count(f.value_high) then sum(f.value_high) end as high,
        count(distinct f.force_id) filter (where f.value_low is not null or f.value_high is not null) as forces_counted,
        count(*) filter (where f.is_disputed) as in_conflict,
        count(*) filter (where f.symbol = '[c]') as suppressed,
        count(*) filter (where f.value_low is null and f.value_high is null) as unknown
    from given as f
    where f.is_addend
    group by f.unit
),
apart as (
    select count(distinct force_id) as not_added
    from given
    where force_id not in (select force_id from given where is_addend)
),
asked as (
    select count(distinct c.force_id) as asked
    from coverage as c
    where
        c.measure_id = wanted_measure and c.offence_id is not distinct from (select offence_id from wanted)
        and c.period_id = wanted_period and c.state not in ('not_known', 'not_asked')
)
select
    counted.unit,
    counted.low,
    counted.high,
    coalesce(counted.forces_counted, 0) as forces_counted,
    coalesce(counted.in_conflict, 0) as in_conflict,
    coalesce(counted.suppressed, 0) as suppressed,
    coalesce(counted.unknown, 0) as unknown,
    asked.asked,
    apart.not_added
from asked
cross join apart
left join counted on true;
