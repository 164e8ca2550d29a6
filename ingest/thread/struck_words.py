"""What stands in place of what tells a person apart: the words that a reader sees there.

Protects: one mark for one kind of thing, so that whatever was struck can be told and counted everywhere.
"""

from __future__ import annotations

NAME = "[name removed]"
EMAIL = "[e-mail address removed]"
TELEPHONE = "[telephone number removed]"
ADDRESS = "[address removed]"
NUMBER = "[number removed]"
