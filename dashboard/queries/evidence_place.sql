-- Where a figure, an answer or a finding stands in its document; `is_held_back`: a number of this document is held back ($held).
select
    p.*,
    d.form,
    d.sha256,
    o.sha256 as outer_sha256,
    s.publisher,
    s.url,
    s.published_on,
    s.answered_on,
    s.read_in,
    exists (from all_figures as f where f.document = p.document and starts_with(f.rule, $held)) as is_held_back
from (
    select figure_id as mark, source_id, document, page, locator, bbox, lines, value_text as printed, hand, is_disputed
    from all_figures
    where figure_id = $mark
    union all
    select outcome_id, source_id, document, page, locator, null, lines, quote, hand, false
    from outcomes
    where outcome_id = $mark
    union all
    select check_id, source_id, document, page, locator, null, null, null, 'own_document', false
    from checks
    where check_id = $mark and figure_id is null and document is not null and locator is not null
) as p
left join documents as d on p.source_id = d.source_id and p.document = d.path
left join documents as o on p.source_id = o.source_id and split_part(p.document, '#', 1) = o.path
left join sources as s on p.source_id = s.source_id
