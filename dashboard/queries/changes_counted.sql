-- How many figures of a force each kept release changed, and how (`kinds`), the latest first.
select release, built_at, map_from_entries(list((kind, figures) order by kind)) as kinds
from (
    select release, built_at, if(kind = 'gone', 'no longer read', kind) as kind, count(*) as figures
    from {changes_told}
    group by all
)
group by release, built_at
order by built_at desc, release desc
