-- One row a national count of arrests on the evidence of police officers who posed as children, the latest first: for the sentence
-- beside those on groups' evidence. None that is in doubt or disputed.
select f.value::bigint as number, f.unit, f.force, coalesce(f.period_as_published, f.period_id) as period, f.compiled_by, f.read_in,
    concat('/source?id=', f.source_id, '&figure=', f.figure_id) as address
from figures as f
where f.measure_id = 'arrests_police_decoy' and f.area_kind in ('country', 'nation') and f.value >= 5 and coalesce(len(f.doubts), 0) = 0
    and cardinality(f.dimensions) = 0
order by f.period_end desc, f.figure_id
