"""Builds the Word and PowerPoint templates from layouts and wording."""
