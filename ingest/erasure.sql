-- Of a warehouse or a kept release: the documents that go, and the ids of the figures and answers that go with them.
-- Variables: digests (of the documents that go), ids (known already), whole (the source that goes as a whole, else null),
-- is_document (whether a document goes).

create or replace temp table said as
select 'figure' as kind, figure_id as mark, source_id, document from all_figures where not is_disputed
union all
select 'answer', outcome_id, source_id, document from outcomes;

-- A release may have the document as it was before somebody saved it anew.
create or replace temp table place as
select source_id, path from documents
where list_contains(getvariable('digests')::varchar[], sha256)
    or (getvariable('is_document') and (source_id, path) in (
        select (source_id, split_part(document, '#', 1)) from said where list_contains(getvariable('ids')::varchar[], mark)
    ));

create or replace temp table going as
select distinct kind, mark from said
where list_contains(getvariable('ids')::varchar[], mark)
    or source_id = getvariable('whole')::varchar
    or exists (
        from place
        where said.source_id = place.source_id and (document = path or starts_with(document, path || '#'))
    );

-- The row that stands for a dispute is made of both sides.
insert into going
select distinct 'dispute', replaced_by from all_figures
where figure_id in (select mark from going) and replaced_by in (select figure_id from all_figures where is_disputed);

-- Findings about the same force and measure may tell its number.
create or replace temp table near as
select figure_id from all_figures
where (force_id, measure_id) in (
    select (force_id, measure_id) from all_figures where figure_id in (select mark from going)
);
