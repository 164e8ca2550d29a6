-- The words of time from which a person read a figure's days (“last two financial years”), in quotation marks without what is
-- ours in brackets, for pages that print them in the days' place; null where days are printed. Other files name it with the
-- figure behind a colon, in braces.
if(
    {f}.period_as_published <> '' and not contains({f}.period_as_published, '(not stated)')
    and {f}.period_id <> 'unknown' and regexp_matches(array_to_string({f}.chain, chr(10)), 'period: [^\n]*a person''s reading'),
    regexp_replace({f}.period_as_published, '^([^(]*[^( ])', '“\1”'), null
) as time_in_words
