-- The answers of every_answer.sql, of every force or of one ($force), one source or one outcome, in the order of lists. `is_old`:
-- neither it nor another request of its campaign is known to be of the last 60 days, in which a review may be asked for.
select o.*, coalesce(o.known_on < left((current_date - 60)::varchar, len(o.known_on)), true) as is_old
from ready.every_answer as o
where
    ($force is null or o.force_id = $force) and ($source is null or o.source_id = $source)
    and ($outcome is null or o.outcome_id = $outcome)
order by
    if($source is null, null, o.document), if($source is null, null, try_cast(regexp_extract(o.locator, '\d+') as integer)),
    o.nation is null, o.nation, o.force, o.reference, o.question nulls last, o.document, try_cast(regexp_extract(o.locator, '\d+') as integer), o.period_id, o.outcome_id
