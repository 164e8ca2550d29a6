-- The page at which a figure's evidence opens: its source's, or its force's where sources dispute it. Other files name it with the
-- figure behind a colon, in braces.
if({f}.is_disputed, '/force?id=' || {f}.force_id, '/source?id=' || {f}.source_id) || '&figure=' || {f}.figure_id
