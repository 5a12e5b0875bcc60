"""The eight criteria by which experts judge a MOOC, in the forms 02-10 and 02-11."""

from __future__ import annotations

CRITERIA = (
    "sound",
    "picture",
    "structure",
    "content",
    "self_study",
    "tasks",
    "speaker",
    "feedback",
)
"""Keys of the criteria, in the order of both tables."""
