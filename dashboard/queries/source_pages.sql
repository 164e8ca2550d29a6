-- The pages of a source's documents on which figures were read, each with one of its figures.
select document, page, min(figure_id) as figure_id, count(*) as figures
from all_figures
where source_id = $source_id and page is not null and bbox is not null and not is_disputed
group by document, page
order by document, page
