-- The places of all figures on one page of a document, whatever their status: each was read there.
select distinct bbox
from all_figures
where document = $document and page = $page and bbox is not null and not is_disputed
order by bbox
