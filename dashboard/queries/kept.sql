-- One row a release that is kept, with its place (`n`) by the day on which it was built. `{folder}` is where releases are kept.
select release, built_at, row_number() over (order by built_at, release) as n
from read_parquet('{folder}/*/release.parquet', union_by_name = true)
