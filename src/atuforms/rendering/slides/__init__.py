"""Presentations: the slides of a deck, in PowerPoint and as pages."""
