-- Figures that would let a held-back count be worked out -> the same figures, held back here.
--
-- A force holds a small count back ("<5"), a charity prints the region's total, and its other forces are here too:
-- who takes the one from the others has the count. Protects: nothing that is published here lets a held-back count be
-- worked out from totals that its own source did not itself print together with it (secondary suppression, as
-- statistical offices do it). What the source prints together with it stands, for that is its own doing.
--
-- What is sought: an area whose members are known to be its sum, a longer period that is made of years, and what one
-- source lists by offence or by another breakdown while another source prints the whole. Such a list need not be
-- complete, nor its parts apart from each other; where what is left of the whole is as small as the count that is
-- held back, a reader would take it for the count, and the whole is held back.

-- A count was printed so as to hide it where it is suppressed, or below a small bound: a range of larger numbers
-- hides nobody.
create temp table standing as
select
    *,
    coalesce(offence_id, '') as offence_key,
    coalesce(scope, '') as scope_key,
    symbol = '[c]'
    or (value is null and symbol is null and value_high <= 20 and coalesce(value_low, 0) <= 1) as is_small,
    coalesce(is_small, false) and not is_disputed as hides
from placed
where status = 'current';

-- What a figure is the sum of, as far as its print settles it, where every part is here.
create temp table parts as
select
    total.figure_id as total_id, wanted.how,
    part.figure_id, part.source_id, part.hides, part.value_low, part.value_high
from standing as total
join (
    select figure_id, 'members' as how, unnest(members) as force_id, null as period_id, len(members) as parts
    from standing join areas using (force_id)
    union all
    select figure_id, 'years', null, year_id, count(*) over (partition by figure_id)
    from standing join period_years using (period_id)
) as wanted using (figure_id)
join standing as part
    on part.force_id = coalesce(wanted.force_id, total.force_id)
    and part.period_id = coalesce(wanted.period_id, total.period_id)
    and (part.measure_id, part.unit, part.offence_key, part.scope_key, part.dimensions)
    = (total.measure_id, total.unit, total.offence_key, total.scope_key, total.dimensions)
where wanted.parts > 1
qualify count(*) over (partition by total_id, how) = wanted.parts;

-- A held-back part for which the total, less what the others may be, ends above its own lowest or below its own
-- highest.
create temp table told as
select hidden.total_id, hidden.how, hidden.figure_id, hidden.source_id
from parts as hidden
join parts as other
    on other.total_id = hidden.total_id and other.how = hidden.how and other.figure_id <> hidden.figure_id
join standing as total on total.figure_id = hidden.total_id
where hidden.hides
group by hidden.total_id, hidden.how, hidden.figure_id, hidden.source_id
having
    any_value(total.value_high) - sum(coalesce(other.value_low, 0))
    < coalesce(any_value(hidden.value_high), 'inf'::double)
    or (
        count(*) = count(other.value_high)
        and any_value(total.value_low) - sum(other.value_high) > coalesce(any_value(hidden.value_low), 0)
    );

-- The lists: what a figure may be a listed part of, by offence or by one breakdown, where another source prints the
-- whole and its own does not, as a number that was not set aside as misread.
create temp table listed as
with whole as (
    select
        figure_id, 'offence' as listed_by,
        unnest(list_distinct(['', coalesce(whole_offence_id, '')] || offences.within)) as offence_key,
        dimensions
    from standing join measures using (measure_id) join offences using (offence_id)
    where offence_id is distinct from whole_offence_id
    union all
    select
        figure_id, name, offence_key,
        map_from_entries(list_filter(map_entries(dimensions), lambda entry: entry.key <> name))::map(varchar, varchar)
    from standing, unnest(map_keys(dimensions)) as names(name)
)
select
    total.figure_id as total_id, total.value_low as whole_low, total.value_high as whole_high, whole.listed_by,
    one.source_id, one.offence_id, one.offence_key, one.hides, one.value_low, one.value_high
from standing as one
join (select figure_id, listed_by, offence_key, dimensions from whole) as whole using (figure_id)
join standing as total
    on (total.force_id, total.measure_id, total.unit, total.scope_key, total.period_id)
    = (one.force_id, one.measure_id, one.unit, one.scope_key, one.period_id)
    and (total.offence_key, total.dimensions) = (whole.offence_key, whole.dimensions)
where not exists (
    from placed as own
    where own.source_id = one.source_id and own.value is not null and own.status <> 'rejected'
        and (own.force_id, own.measure_id, own.unit, own.period_id, own.dimensions)
        = (total.force_id, total.measure_id, total.unit, total.period_id, total.dimensions)
        and coalesce(own.offence_id, '') = total.offence_key and coalesce(own.scope, '') = total.scope_key
);

create temp table going as
-- the total where another source prints it, else the other parts of other sources
select total_id as figure_id
from told join standing as total on total.figure_id = told.total_id
where total.source_id <> told.source_id
union
select other.figure_id
from told
join standing as total on total.figure_id = told.total_id
join parts as other on other.total_id = told.total_id and other.how = told.how
where total.source_id = told.source_id and other.source_id <> told.source_id
union
-- a whole of which no more is left beside the listed parts than the bounds of those that are held back, together; a
-- part that another of them holds is not taken off twice
select total_id
from (
    from listed left join offences using (offence_id)
    qualify not list_has_any(
        coalesce(offences.within, []), list(listed.offence_key) over (partition by total_id, source_id, listed_by)
    )
)
where whole_low is not null
group by total_id, source_id, listed_by
having
    count(*) filter (hides) > 0
    and count(*) filter (not hides) > 0
    and any_value(whole_high) - sum(coalesce(value_low, 0)) filter (not hides)
    between 0 and sum(coalesce(value_high, 20)) filter (hides);

-- Neither the number nor any words that may hold it are left, nor any other print of the same figure.
update placed
set
    value = null, value_low = null, value_high = null, symbol = '[c]', value_text = '[c]',
    status = 'rejected', rule = getvariable('held_back'), note = getvariable('held_back'),
    quote = null, correction = null, statement = null, reading_reason = null, chain = [], replaced_by = null
from going join standing using (figure_id)
where (placed.force_id, placed.measure_id, placed.unit, placed.period_id, placed.dimensions)
    = (standing.force_id, standing.measure_id, standing.unit, standing.period_id, standing.dimensions)
    and coalesce(placed.offence_id, '') = standing.offence_key and coalesce(placed.scope, '') = standing.scope_key;
