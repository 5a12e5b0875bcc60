"""Across documents: what travels together, and what a competition makes of it."""
