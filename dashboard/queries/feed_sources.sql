-- Every source with the kept release in which it first stood, the newest first; `is_first` where that is the first release that
-- is kept, so that it was there before. `{folder}` is where releases are kept.
with kept as {kept},
seen as (
    select s.source_id, min(k.n) as n
    from read_parquet('{folder}/*/sources.parquet', union_by_name = true) as s
    join kept as k using (release)
    group by 1
)
select source_id, built_at, seen.n = 1 as is_first
from seen join kept using (n)
