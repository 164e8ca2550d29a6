"""What one document answers, read by its own questions: passages -> outcomes, figures and proposals.

    passages      the lines of an answer -> what was asked, and the lines that answer it
    meaning       the words about a number -> what it counts, of which offence and time, and what is in doubt
    words         the words that bear on it -> those that nobody knows
    proposals     every number that may be a figure, with its place, its best reading and its doubts; those of which
                  nothing is in doubt, or that a person took -> figures; the reverse for scans
    outcomes      what became of each question
    maps          a person's map of a table -> its figures

For a campaign's reply, whose questions are known beforehand (`replies`):

    questions, body                   the campaign's questions -> the words of the letter that answer each
    part_numbers, words               these words -> figures, or a person's
    reply, outcomes                   what became of each question, and its place

Protects: a number that is not surely a figure is offered to a person and published nowhere; what an answer does not say
stays unsaid. Proposals are read from every answer; outcomes and figures from those without a campaign, whose questions
are their own; `replies` reads those of campaigns.
"""
