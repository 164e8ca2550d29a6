-- The document of a proposal, as evidence_place.sql gives that of a figure.
select d.path as document, d.form, d.sha256, o.sha256 as outer_sha256, 'own_document' as hand, false as is_disputed,
    exists (from all_figures as f where f.document = d.path and starts_with(f.rule, $held)) as is_held_back
from documents as d
left join documents as o on d.source_id = o.source_id and split_part(d.path, '#', 1) = o.path
where d.path = $document
