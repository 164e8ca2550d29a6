-- What is said behind an answer: that it fell with a request of which another part was the costly one, and where a section that is
-- our reading does not stand. Other files name it with the answer behind a colon, in braces.
if(starts_with(coalesce({f}.note, ''), 'Fell with the whole request'), ', as part of the whole request', '') as with_whole,
case
    when {f}.exemptions_basis is distinct from 'inferred' then ''
    when (select read_part from sources as read where read.source_id = {f}.source_id) <> 'whole' then 'no section in the part that was read'
    else 'no section is printed'
end as unprinted
