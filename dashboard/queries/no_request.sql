-- Whether an answer is only that somebody else's table or article has a force without a figure: that is no request to the force, for
-- which was asked, and by whom, it does not say. Other files name this with the answer behind a colon, in braces.
({f}.status = 'no_answer' and {f}.said_by <> 'force')
