-- Figures of other sources that a figure of this one stands above, and the other sides of its disputes.
with mine as (
    select figure_id, replaced_by, status from all_figures where source_id = $source_id and not is_disputed
)

select o.*, null as other_source, null as other_title
from all_figures as o
where
    o.source_id <> $source_id
    and (
        o.replaced_by in (select figure_id from mine)
        or (o.status = 'conflicting' and o.replaced_by in (select replaced_by from mine where status = 'conflicting'))
    )
order by o.status, o.source_id, o.figure_id
