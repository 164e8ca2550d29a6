-- Of how many forces the number of an area is: "44 forces", "29 of 43 forces"; of what a charity gathered without saying of how many, "forces
-- that replied"; null where that is not known or it is of one force. Other files name it with the figure behind a colon, in braces.
coalesce(
    {f}.forces_counted || coalesce(' of ' || {f}.forces_asked, '') || if(coalesce({f}.forces_asked, {f}.forces_counted) = 1, ' force', ' forces'),
    if({f}.source_kind = 'charity' and {f}.area_kind in ('region', 'nation', 'country'), 'forces that replied', null)
)
