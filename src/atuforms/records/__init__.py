"""From a file or a mapping to a form that is checked; schemas and blank records."""
