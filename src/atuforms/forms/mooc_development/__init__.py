"""Regulation 02: development of massive open online courses."""
