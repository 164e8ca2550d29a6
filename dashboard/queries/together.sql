-- A sentence on the sum over the 43 forces of England and Wales and the British Transport Police, of one official source in its last
-- financial year in which each of them has an exact number without a doubt, and in the year before where none of `$breaks` lies
-- between its first month and the other's last. Rounded to ten, so that no count of one to four comes out of it by subtraction. No row where a number is missing.
with every as (
    select force_id from forces where (kind = 'territorial' and nation in ('England', 'Wales')) or name = 'British Transport Police'
),
sums as (
    select f.source_id, f.year, f.period_id as period, f.unit, round(sum(f.value), -1)::bigint as number
    from figures as f
    join every using (force_id)
    where
        f.measure_id = $measure and f.unit = $unit and f.offence_id is not distinct from $offence and f.source_kind = 'official'
        and f.period_kind = 'financial_year' and f.scope is null and cardinality(f.dimensions) = 0
    group by all
    having
        count(distinct f.force_id) = (select count(*) from every) and count(f.value) = (select count(*) from every)
        and count(*) = (select count(*) from every) and max(coalesce(len(f.doubts), 0)) = 0
)
select format(
    '43 forces of England and Wales and the British Transport Police together: about {:,} {} in {}{}.',
    l.number, l.unit, l.period, if(b.number is null, '', format(', about {:,} the year before', b.number))
) as said
from sums as l
left join sums as b
    on l.source_id = b.source_id and b.year = l.year - 1
    and not coalesce(list_bool_or(list_transform(
        $breaks::date[], lambda day: day between make_date(b.year::int, 5, 3) and make_date(l.year::int + 1, 3, 31)
    )), false)
where (select count(*) from every) = 44
order by l.year desc
limit 1
