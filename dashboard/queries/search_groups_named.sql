-- The answers in which forces name groups: their names are taken out of all that is searched.
select answer_text from outcomes where measure_id = 'groups_named_ocag' and answer_text is not null
