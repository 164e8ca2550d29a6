"""How wrong can it be: figures in force -> a draw that hides what they say -> two people's readings -> what was wrong.

Protects: who reads does not see what the warehouse holds, so that agreement with it means something.
"""
