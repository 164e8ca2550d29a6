-- What a figure prints, and that it is round or an estimate; of one that a person corrected its range, and null where that is a number.
-- Other files name it with the figure behind a colon, in braces.
if(
    {f}.review <> 'corrected',
    if({f}.symbol = '[e]' and {f}.value_text[1] between '0' and '9', 'some ', '') || {f}.value_text,
    if({f}.value is null, concat({f}.value_low::bigint, ' to ', {f}.value_high::bigint), null)
)
