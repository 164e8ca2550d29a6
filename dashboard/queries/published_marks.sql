-- One row a figure and whether it has no page of its own in a published folder (`is_row`): official ones of a force, some 7,500, are
-- rows of its page.
select figure_id, force_id, source_kind = 'official' and force_id in (select force_id from forces) as is_row
from all_figures
order by force_id, figure_id
