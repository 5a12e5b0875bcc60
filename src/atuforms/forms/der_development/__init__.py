"""Regulation 03: development of digital educational resources."""
