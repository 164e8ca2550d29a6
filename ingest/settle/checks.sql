-- Everything that was read -> what a person should look at. A check is a heading with its name, one sentence, and a
-- query that gives its findings: severity (error: must not be so; warning: a person should look; note: worth knowing),
-- rule, message and what they are about. `origin`, whose matter it is, is the source's own print unless the query says
-- otherwise: reader or reference. `says`: doubt, it can't be right by its own print or its compiler's word; differs,
-- another source counts otherwise. `also`: other figures of which it says the same.

create temp table findings (
    severity varchar, rule varchar, origin varchar default 'source', message varchar, source_id varchar,
    figure_id varchar, document varchar, page integer, locator varchar, says varchar, also varchar[] default []
);
create temp macro current_figures() as table from placed where status = 'current';
create temp macro plain(number) as if(
    number = trunc(number),
    format('{:,}', number::bigint),
    format('{:,}', trunc(number)::bigint) || ltrim(printf('%.10g', abs(number - trunc(number))), '0')
);
-- 1 where a count is this many times the usual, -1 where it is as much below, 0 where it is nearer or chance may be
-- all that lies between them: 2√a − 2√b has a standard deviation of √2 by chance alone, of which six is four and more.
create temp macro side(count, usual, times) as case
    when abs(2 * sqrt(count) - 2 * sqrt(usual)) < 6 then 0
    when count > times * usual then 1
    when count * times < usual then -1
    else 0
end;
-- Of dates known to the month or year alone, as far as both are known.
create temp macro is_before(one, other) as
    left(one, least(len(one), len(other))) < left(other, least(len(one), len(other)));

-- The sources that were answered, of forces of one nation. Between dates three years apart one is a slip, which is
-- another check's matter.
create temp table dated as
select
    source_id, folder, try_cast(received_on as date) as received,
    coalesce(received, try_cast(asked_on as date)) as first_day, if(received is null, 'asked', 'received') as named,
    try_cast(answered_on as date) as last_day, any_value(nation) as nation
from (select *, unnest(force_ids) as force_id from sources) join forces using (force_id)
where last_day - first_day between 0 and 1098
group by all
having count(distinct nation) = 1;

-- ## problems_of_reading
-- What was not understood is listed with its place, and gives no figure.
from problems;

-- ## unread_documents: unread-document
-- A source or document that could not be read is named with the reason.
select 'error' as severity, 'unread-document' as rule, concat(place, ': ', message) as message, place as document
from failures;

-- ## source_without_anything: gives-nothing
-- A source whose documents were read but gave neither an outcome nor a figure is a reader's miss until a person says
-- else.
select
    'warning' as severity, 'gives-nothing' as rule, 'reader' as origin, source_id, folder as document,
    'Nothing was understood in this source. Look at it with `python -m ingest show`.' as message
from sources
semi join documents using (source_id)
anti join placed using (source_id)
anti join outcomes using (source_id);

-- ## source_without_address: no-address
-- A source without an address can't be looked up by a reader.
select
    'note' as severity, 'no-address' as rule, source_id, folder as document,
    'No address is known for this source.' as message
from sources
where url is null;

-- ## answered_before_asked: answered-before-asked
-- An answer can't be dated before its request.
select
    'error' as severity, 'answered-before-asked' as rule, source_id, folder as document,
    format('Answered {}, but asked {}.', answered_on, asked_on) as message
from sources
where is_before(answered_on, asked_on);

-- ## answered_before_received: answered-before-received
-- An answer can't be dated before the request was received.
select
    'error' as severity, 'answered-before-received' as rule, source_id, folder as document,
    format('Answered {}, but received {}.', answered_on, received_on) as message
from sources
where is_before(answered_on, received_on);

-- ## working_days_to_answer: working-days
-- The working days from request to answer are counted where both days are known, by the bank holidays of the force's
-- nation, and whether that was late is not said, for what may have stopped the clock is not known here.
with counted as (
    select source_id, count(*) filter (isodow(day) < 6 and free.day is null) as working_days
    from (
        select *, unnest(generate_series(first_day, last_day, interval 1 day))::date as day from dated
    ) as days
    left join bank_holidays as free using (nation, day)
    where day > first_day
    group by source_id
)
select
    'note' as severity, 'working-days' as rule, source_id, folder as document,
    format(
        '{} working days lie between {} ({}) and {} (answered).', coalesce(working_days, 0), first_day, named, last_day
    ) as message
from dated left join counted using (source_id)
where nation in (select nation from bank_holidays);

-- ## personal_readings: personal-reading
-- Rows whose meaning a person settled are counted, source by source.
select
    'note' as severity, 'personal-reading' as rule, source_id,
    concat(
        count(*), if(count(*) = 1, ' figure rests', ' figures rest'),
        ' on a person''s reading of the print; each says why.'
    ) as message
from placed
where reading_reason <> '' and not is_disputed
group by source_id;

-- ## conflicts: conflict
-- Sources that print different values for one figure are named once, with the rule that decided, or that none did.
with given as (
    select
        placed.*,
        concat(
            if(
                value is not null and replace(value_text, ',', '') <> replace(plain(value), ',', ''),
                concat(plain(value), ', printed as ', value_text), value_text
            ),
            ' (' || compiled_by || ')'
        ) as words
    from placed
)
select
    'warning' as severity, 'conflict' as rule, one.figure_id, 'differs' as says,
    if(one.replaced_by is null, [], [one.replaced_by]) as also,
    format(
        '{}, {}: {} conflicts with {}. {}.', one.force, one.period_id, one.words,
        coalesce(other.words, 'another figure'), one.rule
    ) as message
from given as one
left join given as other on other.figure_id = one.replaced_by
where one.status = 'conflicting' and other.is_disputed is distinct from true
union all
select
    'warning', 'conflict', whole.figure_id, 'differs', list(one.figure_id order by one.figure_id),
    format(
        '{}, {}: {}. {}.', whole.force, whole.period_id,
        string_agg(one.words, ' conflicts with ' order by one.value_low, one.figure_id), any_value(one.rule)
    )
from given as one
join placed as whole on whole.figure_id = one.replaced_by and whole.is_disputed
where one.status = 'conflicting'
group by whole.figure_id, whole.force, whole.period_id;

-- ## reviewers_disagree: reviewers-disagree
-- Two people who reviewed one figure say different things of it: it is not in force until one of them gives way.
select
    'error' as severity, 'reviewers-disagree' as rule, figure_id,
    format(
        '{}. Settle it, and drop the other''s entry from {}/source.toml.',
        replace(rule, getvariable('unsettled'), ''), folder
    ) as message
from placed join sources using (source_id)
where status = 'rejected' and starts_with(rule, getvariable('unsettled'));

-- ## offence_before_in_force: offence-before-in-force offence-in-force-within-period
-- An offence can't have been committed before the law that makes it one was in force.
select
    figure_id,
    if(period_end < in_force_from and value_high is distinct from 0, 'error', 'note') as severity,
    if(severity = 'error', 'offence-before-in-force', 'offence-in-force-within-period') as rule,
    format(
        if(
            severity = 'error', '{} came into force on {}, after the period {}.',
            '{} came into force on {}, within the period {}: a part of it.'
        ),
        title, in_force_from, period_id
    ) as message
from current_figures() join offences using (offence_id)
where severity = 'error' or in_force_from - period_start > 31;

-- ## impossible_bounds: impossible-bounds share-above-100
-- A count is not negative, its lower bound is not above its upper one, and a share is at most 100 per cent.
select
    figure_id, 'error' as severity, 'impossible-bounds' as rule, 'reader' as origin, null as says,
    format('{} was read as {} to {}.', value_text, value_low, value_high) as message
from current_figures()
where value_low < 0 or value_low > value_high
union all
select
    figure_id, 'warning', 'share-above-100', 'source', 'doubt', concat(value_text, ' per cent is more than the whole.')
from current_figures()
where unit = 'percent' and value_high > 100;

-- ## part_exceeds_whole: part-exceeds-whole
-- A figure that is counted inside another of the same source and unit can't be larger than it.
select
    'warning' as severity, 'part-exceeds-whole' as rule, part.figure_id, if(by_words, 'doubt', null) as says,
    [whole_id] as also,
    format('{} is part of {} ({}) and larger than it.', part.value_text, whole.value_text, whole_id) as message
from containing
join placed as part on part.figure_id = part_id
join placed as whole on whole.figure_id = whole_id
where is_exceeded;

-- ## forces_counted: forces-counted
-- An area's figure is over as many forces as it says, by its source's own cells for them, where these are exact and
-- make its number, or are as many as it says.
with of_areas as (
    select placed.*, coalesce(members, []) as members
    from placed join areas using (force_id)
    where forces_counted is not null and value is not null and unit <> 'percent' and not is_disputed
),
beside as (
    select
        one.figure_id, one.value, one.forces_counted, count(distinct cell.force_id) as forces, sum(cell.value) as made,
        list(cell.figure_id order by cell.force_id, cell.figure_id) as cells
    from of_areas as one
    join placed as cell
        on (cell.source_id, cell.document) = (one.source_id, one.document)
        and (cell.measure_id, cell.unit, cell.period_id, cell.dimensions)
        = (one.measure_id, one.unit, one.period_id, one.dimensions)
        and cell.offence_id is not distinct from one.offence_id and cell.scope is not distinct from one.scope
    semi join forces on forces.force_id = cell.force_id
    where not cell.is_disputed and (len(one.members) = 0 or list_contains(one.members, cell.force_id))
    group by one.figure_id, one.value, one.forces_counted
    -- a count that is held back is never set against what is left of its total
    having bool_and(cell.value is not null) and count(*) = forces
)
select
    'warning' as severity, 'forces-counted' as rule, 'doubt' as says, figure_id,
    format(
        '{} of {} forces, as it says; its source''s own cells for {} of its forces make {}.', plain(value),
        forces_counted, forces, plain(made)
    ) as message
from beside
where if(made = value, forces <> forces_counted, forces >= forces_counted);

-- ## sum_of_forces: not-sum-of-forces
-- An area's figure is the sum of what the same compiler gives for its forces, some of it in other sources, where it counts
-- all that the area names and each of them has a number.
select
    'warning' as severity, 'not-sum-of-forces' as rule, whole.figure_id, list(distinct one.figure_id) as also,
    format(
        '{} for {} forces; what {} gives for each of them makes {}.', whole.value_text, whole.forces_counted,
        whole.compiled_by, plain(sum(one.value))
    ) as message
from current_figures() as whole
join measures using (measure_id)
join areas on areas.force_id = whole.force_id and len(members) = whole.forces_counted
join current_figures() as one
    on list_contains(members, one.force_id) and one.compiled_by = whole.compiled_by
    and (one.measure_id, one.unit, one.period_id, one.dimensions)
    = (whole.measure_id, whole.unit, whole.period_id, whole.dimensions)
    and one.offence_id is not distinct from whole.offence_id and one.scope is null and whole.scope is null
where measures.kind = 'count' and whole.unit <> 'percent' and not contains(whole.unit, ' per ')
group by whole.figure_id, whole.value, whole.value_text, whole.forces_counted, whole.compiled_by
having bool_and(one.value is not null) and count(distinct one.force_id) = whole.forces_counted
    and sum(one.value) <> whole.value and bool_or(one.source_id <> whole.source_id);

-- ## sum_of_years: not-sum-of-years
-- A figure over several whole years is the sum of what the same compiler gives for each of them, in whatever source.
select
    'warning' as severity, 'not-sum-of-years' as rule, whole.figure_id, list(one.figure_id) as also,
    format(
        '{} for {} years; what {} gives for each of them makes {}.', whole.value_text, count(*), whole.compiled_by,
        plain(sum(one.value))
    ) as message
from current_figures() as whole
join measures using (measure_id)
join current_figures() as one
    on one.compiled_by = whole.compiled_by and one.period_kind in ('financial_year', 'calendar_year')
    and one.period_start >= whole.period_start and one.period_end <= whole.period_end
    and (one.force_id, one.measure_id, one.unit, one.dimensions)
    = (whole.force_id, whole.measure_id, whole.unit, whole.dimensions)
    and one.offence_id is not distinct from whole.offence_id and one.scope is null and whole.scope is null
where measures.kind = 'count' and whole.unit <> 'percent' and not contains(whole.unit, ' per ')
    and whole.period_kind = 'other'
group by whole.figure_id, whole.value, whole.value_text, whole.compiled_by, whole.period_start, whole.period_end
having bool_and(one.value is not null) and count(distinct one.period_id) = count(*)
    and sum(one.period_end - one.period_start + 1) = whole.period_end - whole.period_start + 1
    and sum(one.value) <> whole.value;

-- ## scope_unknown_to_measure: unknown-scope
-- A scope is one of its measure's list, so that two words never stand for one thing.
select
    'warning' as severity, 'unknown-scope' as rule, 'reference' as origin, figure_id,
    format(
        'Scope ''{}'' is not among those of {}: {}.', scope, measure_id,
        coalesce(nullif(array_to_string(scopes, ', '), ''), 'none')
    ) as message
from placed join scopes using (measure_id)
where scope is not null and not list_contains(scopes, scope);

-- ## unknown_period: unknown-period
-- A figure whose period can't be told is listed and never stands on a time axis.
select
    'note' as severity, 'unknown-period' as rule, figure_id,
    format(
        'The period can''t be told from the print ({}).', coalesce(nullif(period_as_published, ''), 'nothing')
    ) as message
from current_figures()
where period_id = 'unknown';

-- ## figure_after_publication: period-after-publication
-- A period that ends after the page was published is a part year, or a misprint.
select
    'warning' as severity, 'period-after-publication' as rule, figure_id,
    -- a page of a period's last month may speak of the whole of it
    if(period_end - try_cast(published_on as date) > 31, 'doubt', null) as says,
    format('The period ends {}, but the page is of {}.', period_end, published_on) as message
from current_figures()
where left(period_end::varchar, len(published_on)) > published_on;

-- ## doubted_by_compiler: misprinted disbelieved not-sum-of-parts uncertain-period uncertain-subject
-- A figure that our transcript notes to be misprinted, not believed, not the sum of its own printed parts, or perhaps of
-- another period or subject is doubted, with the words of the note.
select
    'warning' as severity, doubt as rule, 'doubt' as says, figure_id,
    format('{}: {} ({}).', value_text, words, coalesce(nullif(note, ''), 'no reason is given')) as message
from placed join said_doubts using (doubt)
where not is_disputed;

-- ## differs_from_official_class: differs-from-official-class small-part-of-class
-- A figure of recorded offences that another source gives differs from its official class where it is more than the class
-- that wholly holds it; one that is less contradicts nothing, and is worth a look where it is most of its class elsewhere,
-- under half of it here, and further below it than chance (three times the square root, ten at the least) since April 2017.
with counted as (
    from placed
    where (measure_id, unit) = ('offences_recorded', 'offences') and scope is null and cardinality(dimensions) = 0
),
official as (
    from counted
    where source_kind = 'official' and status in ('current', 'conflicting')
    qualify row_number() over (
        partition by force_id, offence_id, period_id
        order by status desc, source_id desc, document desc, figure_id desc
    ) = 1
),
compared as (
    select
        one.*,
        concat(one.value_text, ' (', coalesce(one.compiled_by, 'compiler not named'), ')') as part,
        format(
            '{} ({}) in {}', plain(whole.value),
            if(
                whole.compiled_by is null, concat('compiler not named, ', class.title),
                -- "Home Office, class 88A: Sexual grooming": whose class it is stands in its name, and is said once
                concat(
                    whole.compiled_by, ', ',
                    regexp_replace(class.title, concat('^', regexp_escape(whole.compiled_by), ' '), '')
                )
            ),
            one.period_id
        ) as class,
        case
            when one.value_low > whole.value then 1
            -- before April 2017 s15 was the whole of class 88A and nothing its greater part
            when offences.most_of = class.offence_id and one.period_start >= date '2017-04-01'
                and one.value_high < 0.5 * whole.value
                and one.value_high < whole.value - greatest(10, 3 * sqrt(whole.value)) then -1
            else 0
        end as side
    from counted as one
    join offences using (offence_id)
    join offences as class
        on list_contains(offences.within, class.offence_id) and starts_with(class.offence_id, 'ho_')
    join official as whole
        on (whole.force_id, whole.offence_id, whole.period_id) = (one.force_id, class.offence_id, one.period_id)
    where one.status = 'current' and whole.source_id <> one.source_id
        and not starts_with(one.offence_id, 'ho_') and coalesce(offences.in_force_from <= one.period_end, true)
)
select
    if(side > 0, 'warning', 'note') as severity,
    if(side > 0, 'differs-from-official-class', 'small-part-of-class') as rule,
    if(side > 0, 'differs', null) as says, figure_id,
    if(
        side > 0,
        concat(
            part, ' and, in the whole class that holds it, ', class, ': counted otherwise.',
            ' Possible causes: another date of extract, crimes cancelled or transferred since, offences counted or ',
            'principal crimes alone, the date recorded or the date committed, the force that records or the one that ',
            'investigates, an error of copying (ours or a paper''s).'
        ),
        concat(part, ' of ', class, ': a small part of the class, of which this offence is most elsewhere.')
    ) as message
from compared
where side <> 0;

-- ## off_its_own_series: off-its-own-series
-- A yearly count is off its own series where it is 1.75 times the median of its force's other years (three of them at
-- the least, none across April 2017) and 2.5 times each year beside it, or as much below them, by more than the
-- chance of counting explains: lower thresholds would speak of series that simply grow.
with yearly as (
    select *, year(period_start) as y, period_start >= date '2017-04-01' as regime
    from current_figures() semi join forces using (force_id)
    where value is not null and unit <> 'percent' and period_kind in ('financial_year', 'calendar_year')
        and (regime or period_end < date '2017-04-01')
),
compared as (
    select
        one.figure_id, any_value(one.value) as own, any_value(one.period_id) as period_id,
        count(*) as others, median(other.value) as usual,
        list(other.value order by other.y) filter (abs(other.y - one.y) = 1) as beside
    from yearly as one
    join yearly as other
        on other.force_id = one.force_id and other.figure_id <> one.figure_id and other.regime = one.regime
        and (other.measure_id, other.unit, other.period_kind, other.dimensions)
        = (one.measure_id, one.unit, one.period_kind, one.dimensions)
        and other.offence_id is not distinct from one.offence_id and other.scope is not distinct from one.scope
    group by one.figure_id
)
select
    'note' as severity, 'off-its-own-series' as rule, figure_id,
    format(
        '{} in {}: the median of its {} other years is {}, and beside it {} {}.', printf('%g', own), period_id, others,
        printf('%g', usual), if(len(beside) = 1, 'stands', 'stand'),
        array_to_string([printf('%g', one) for one in beside], ', ')
    ) as message
from compared
where others >= 3 and len(beside) > 0 and side(own, usual, 1.75) <> 0
    and list_unique([side(own, one, 2.5) for one in beside] || [side(own, usual, 1.75)]) = 1;

-- ## far_from_other_forces: far-from-other-forces
-- A count that is five times what the median rate of eight or more forces would give for its residents, or a fifth of
-- it, and twenty or more away, may count something else, for forces record differently but seldom so differently.
with rated as (
    select
        *,
        count(*) over alike as forces,
        median(value / population) over alike * population as expected
    from current_figures() join populations using (force_id)
    where mid_year = year(period_start) and value is not null and unit <> 'percent'
    window alike as (partition by measure_id, unit, offence_id, scope, dimensions, period_id)
)
select
    'note' as severity, 'far-from-other-forces' as rule, figure_id,
    format(
        '{}: the median rate of {} forces would give about {} for its residents.', value_text, forces,
        printf('%.0f', expected)
    ) as message
from rated
where forces >= 8 and abs(value - expected) >= 20 and (value > 5 * expected or value * 5 < expected);

-- ## held_back_beside_others: held-back-beside-others
-- A figure that, beside those of other sources, would let a count be worked out which a force holds back is itself
-- held back here, and not in force.
select 'warning' as severity, 'held-back-beside-others' as rule, figure_id, rule as message
from placed
where status = 'rejected' and rule = getvariable('held_back');
