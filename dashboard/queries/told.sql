-- What whoever compiled a figure did: "counted"; "gathered" of a charity, which has what forces counted; "reported" of a paper or a
-- broadcaster that says no more. Other files name it with the figure behind a colon, in braces.
case
    when {f}.source_kind = 'charity' then 'gathered'
    when {f}.source_kind = 'press' and not regexp_matches({f}.compiled_by, '[Pp]olice|Constabulary|PSNI|Agency|Unit$|^An MP''s') then 'reported'
    else 'counted'
end as told
