-- How many counts of its own each force has (`own`), without the parts of breakdowns: as many as its page lists; and in how many of
-- these, of an offence, no child need be involved (`apart`).
(select f.force_id, count(*) as own, count(*) filter (f.about_children = 'no' and f.offence is not null) as apart from figures as f where cardinality(f.dimensions) = 0 and {is_own:f} and not {is_again:f} group by all)
