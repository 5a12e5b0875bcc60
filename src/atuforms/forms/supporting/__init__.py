"""Documents that the regulations demand without giving a form; their layout is ours."""
