"""Builds the Word and PowerPoint templates from layouts and wording; rendering needs none of it."""
