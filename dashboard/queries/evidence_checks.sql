-- What the checks say of one figure, or of the sides that a disputed one stands for, but that they differ: that stands with the
-- sides. What they say of its document or its source stands on the source's page: it is not the figure's.
select severity, message
from checks
where
    rule <> 'conflict' and (
        figure_id = $figure_id
        or figure_id in (select figure_id from all_figures where status = 'conflicting' and replaced_by = $figure_id)
    )
order by list_position(['error', 'warning', 'note'], severity), message
limit 12
