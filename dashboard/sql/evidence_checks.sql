-- What the checks say of one figure, or of the sides that a disputed one stands for, of the document that it stands in
-- and of its source as a whole.
select severity, rule, message
from checks
where
    figure_id = $figure_id
    or figure_id in (select figure_id from all_figures where status = 'conflicting' and replaced_by = $figure_id)
    or (
        figure_id is null and source_id = $source_id
        and (document is null or document = $document or document not in (select path from documents where source_id = $source_id))
    )
order by figure_id is null, list_position(['error', 'warning', 'note'], severity), message
limit 12
