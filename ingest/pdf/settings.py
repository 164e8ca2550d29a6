"""Every threshold by which a page is read, with its reason. Where no unit is said, it is a part of the font's size."""

from __future__ import annotations

# Page
EDGE = 2.0  # points: nothing is printed so near to the paper's edge unless it goes on beyond it
SMALLEST_PICTURE = 0.05  # of the page: a smaller one is a crest or a signature, and no scan
LEAST_TO_SHARE, MOST_A_SHARE = 24, 8  # pages for which processes are started, and that one is given at once

# Characters to words, both to lines
ON_ONE_LINE = 0.45  # of the smaller of two of one line, in height
SMALLEST_SIZE = 1.0  # points: smaller print is not for reading
TALL = 1.3  # sizes of a page's usual print: a brace so high binds lines
WORD_GAP = 0.16  # justified text closes its spaces to about 0.2; letters of one word stand closer than 0.1
TURNED_GAP = 0.4  # words of one heading set upwards stand nearer, those of two cells farther apart
DOUBLE_OFFSET = 0.12  # boldness by printing twice moves by less; "11" moves by 0.5
RAISED_SIZE = 0.92  # browsers print marks at 0.83
RAISED_BY = 0.12  # the foot of a raised mark above the foot of its neighbour; a smaller letter on the line has 0.04
RAISED_ANYWAY = 0.25  # the same of a mark that is as large as its neighbour

# Words to lines
BLANK = 0.5  # the width that one blank stands for where a gap or an indent is shown
MOST_BLANKS = 24
WIDE_GAP = 0.9  # in a line of text: more than any blank of justified text
CELL_GAP = 0.75  # between the cells of one row: justified blanks are narrower

# Lines to paragraphs
WIDER = 1.2  # times the leading: a gap that parts paragraphs
USUAL_LEADING = 1.4  # at the most, where no wrapped line tells
LEAST_LEADING, MOST_LEADING = 0.9, 2.4
FULL = 0.82  # of the text's width: a line that reaches so far may have been wrapped
LEAST_WRAPPED = 3  # full lines that tell the leading
LEAST_PROSE = 6  # words in a line of prose
WIDER_THAN_BLANKS = 2.0  # a gap between the headings of two columns, in parts of the widest blank within one
NARROW_BLANK = 0.35  # a usual blank between words, at the most

# Questions with answers beside them
WITHIN_BAND = 0.4  # between lines of one row, of either column: leading leaves 0.2
SECOND_COLUMN = 0.2  # of the text's width, left of which no second column begins

# Rules
THICKEST_RULE = 3.5  # points: a box thinner than this is a border drawn as an area
SNAP = 2.5  # points: two rules nearer than this are one (double lines, neighbours' borders); no column is so narrow
JOIN = 3.0  # points: a gap in a rule that is no gap (dashes, cells drawn one by one)
SHORTEST_RULE = 3.0  # points
STRAIGHT = 0.7  # points
WHOLE_PAGE = 0.9  # of the page's width and height: a background or a frame around everything

# Ruled tables
COVERED = 0.7  # of a cell's side, by a rule: less is no border
OPEN_END = 5.0  # points that rules must go on beyond the last one that crosses them, to leave a row or column open
CLEAR = 0.6  # of a word's width in one cell, or it stands on the border
NARROW = 12.0  # points: a column that holds nothing and is no wider is a gap between cells
APART = 0.7  # between words of two cells without a rule between them

# Tables without rules
TOUCH = 0.5  # points that two groups must share to stand below each other
STRADDLE = 0.3  # of a word beyond the border between two columns, at the most
ROW_GAP = 2.6  # from the foot of one row to the head of the next
WITHIN_CELL = 0.36  # between the lines of one cell, where no other gap tells
LEAST_STEP = 0.07  # that lines of one row must be nearer to each other than rows are
NEARER = 0.6  # of the other gap: a line so much nearer to one row belongs to it
OTHER_SIZE = 1.0  # points: print that is so much larger or smaller is no row of the table
PROSE_WORDS = 9  # in a line that is a sentence below a table
MOST_LINES_BETWEEN = 16  # lines of labels between two rows with numbers
MOST_COLUMNS = 60
MOST_WORDS = 12  # in a cell that is no label
LONGEST = 80  # characters, there
LEAST_ROWS_WITHOUT_HEADING = 3
CENTRED = 1.2  # how far a heading may be off the side or the middle of what it spans
BEYOND = 4.0  # how far a heading may reach beyond the last column

# From page to page
MARGIN = 1 / 6  # of the page's height, above and below: repeated lines stand there (a letterhead's last line at 0.141)
FOOT = 0.08  # of the page's height: a number alone there is the page's
MOST_EDGE_LINES = 5  # of a header or footer
SAME_PLACE = 4.0  # points
LEAST_SHARE = 0.6  # of the pages, that a header stands on
SAME_EDGE = 8.0  # points: the same column's border on the next page, where margins move
MOST_HEADING_ROWS = 5
MOST_TITLE_LINES = 3  # above a table, among which the beginning of its heading may stand
