-- What checks found -> its place, where it is about a figure, and what it says of each figure.

update findings
set source_id = placed.source_id, document = placed.document, page = placed.page, locator = placed.locator
from placed
where placed.figure_id = findings.figure_id;

update placed
set doubts = said.doubts, differs = said.differs
from (
    select
        figure_id,
        coalesce(list(distinct rule order by rule) filter (says = 'doubt'), []) as doubts,
        coalesce(list(distinct rule order by rule) filter (says = 'differs'), []) as differs
    from (select rule, says, unnest(list_append(also, figure_id)) as figure_id from findings where says is not null)
    group by figure_id
) as said
where said.figure_id = placed.figure_id;
