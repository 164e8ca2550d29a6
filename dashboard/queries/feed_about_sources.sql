-- What a feed says of a source: no group's claims, for their titles may name it. Of one force: those that give a figure of it or
-- an answer of it. `day`: where it is known to the day.
select
    s.source_id, s.title, s.publisher, s.read_in,
    coalesce(s.answered_on, s.published_on, s.asked_on) as on_, if(length(on_) = 10, try_cast(on_ as date), null) as day
from sources as s
where
    s.source_kind <> 'group'
    and (
        $force is null or list_contains(s.force_ids, $force)
        or exists (select 1 from all_figures as f where f.source_id = s.source_id and f.force_id = $force)
    )
