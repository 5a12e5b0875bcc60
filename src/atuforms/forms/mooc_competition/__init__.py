"""Regulation 01: the competition for the best massive open online course."""
