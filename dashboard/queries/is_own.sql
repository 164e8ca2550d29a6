-- Whether a figure is a count of the force's own: its answer or disclosure log gives it, or somebody prints it as the force's, by any
-- of its names, and it was not withheld. Other files name this with the figure behind a colon, in braces.
(
    {f}.symbol is distinct from '[c]'
    and (
        ({f}.source_kind in ('force_response', 'disclosure_log') and {f}.area_kind in ('force', 'crown_dependency'))
        or exists (select 1 from forces as n where n.force_id = {f}.force_id and {f}.compiled_by in (n.name, n.short_name))
        or exists (select 1 from search_words as n where n.kind = 'force' and n.id = {f}.force_id and n.words = {f}.compiled_by)
    )
)
