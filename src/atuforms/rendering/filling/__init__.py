"""Page sources, and how values are filled in; ``README.md`` says what this relies on."""
