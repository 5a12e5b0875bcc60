"""Templates and their values: Jinja's compiler, told to gather bytes."""
