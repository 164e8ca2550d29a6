-- What whoever compiled a figure did: "counted", or "reported" of a paper or a broadcaster that says no more. Other files name it
-- with the figure behind a colon, in braces.
if(
    {f}.source_kind = 'press' and not regexp_matches({f}.compiled_by, '[Pp]olice|Constabulary|PSNI|Agency|Unit$|^An MP''s'),
    'reported', 'counted'
) as told
