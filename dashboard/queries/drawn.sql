-- The columns by which a chart, a list, a table and the words to the pointer give one figure: other files name them
-- with the figure behind a colon, in braces. The number or its bounds, its print, who counted it and where it was read, what its period prints, whether it is disputed, in doubt, or
-- counted otherwise by another source, and its `state`: value | conflicting | interval | words (in a number's place).
{f}.figure_id, {f}.value, {f}.value_low as low, {f}.value_high as high, {print:{f}} as value_text, {f}.symbol, {f}.is_disputed,
{f}.period_as_published, {period_read:{f}}, {f}.note, {f}.review, {f}.hand, {f}.compiled_by, {told:{f}}, {f}.read_in, {f}.source_kind, coalesce({f}.doubts, []) as doubts,
coalesce({f}.differs, []) as differs, coalesce(len({f}.doubts) > 0, false) as is_doubted,
coalesce(len({f}.differs) > 0, false) as is_differing,
case
    when {f}.value is not null then 'value' when {f}.is_disputed then 'conflicting'
    when {f}.value_high is not null or ({f}.value_low > 0 and {f}.symbol is distinct from '[c]') then 'interval' else 'words'
end as state
