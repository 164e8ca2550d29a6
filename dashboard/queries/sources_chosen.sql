-- The sources of sources_list.sql that are about one of the forces, were read by one of the hands, and are of one of the kinds and
-- campaigns that are given; an empty list takes all.
select *
from {sources_list}
where
    (len($force) = 0 or list_has_any(about_ids, $force::varchar[]))
    and (len($hand) = 0 or list_has_any(hands, $hand::varchar[]))
    and (len($kind) = 0 or list_contains($kind::varchar[], source_kind))
    and (len($campaign) = 0 or list_contains($campaign::varchar[], campaign_id))
order by coalesce(published_on, answered_on, received_on, asked_on) desc nulls last, source_id
