"""The forms: one folder a regulation, one file a form, its rules under it."""
