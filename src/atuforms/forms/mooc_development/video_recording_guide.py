"""02-07: recommendations on recording the video lectures of a MOOC.

Whoever appears before the camera reads it beforehand (02 §10.2). There is nothing to fill in.
"""

from __future__ import annotations

from atuforms.forms.base import Form


class VideoRecordingGuide(Form):
    """Recommendations on video recording (form 02-07)."""

    CODE = "02-07"
    SLUG = "video-recording-guide"
    CLAUSES = ("02 §10.2", "02 §13")
