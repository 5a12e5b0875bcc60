"""The form editor as a widget in a notebook."""
