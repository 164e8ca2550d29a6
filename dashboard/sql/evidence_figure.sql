select f.*, d.form
from all_figures as f
left join documents as d on f.source_id = d.source_id and f.document = d.path
where f.figure_id = $figure_id
