"""Regulation 04: the competition for the best digital educational resource."""
