"""Blanks to be filled in: a content control for every field, and fixed wording protected."""
