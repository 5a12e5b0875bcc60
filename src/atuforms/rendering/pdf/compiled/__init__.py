"""Pages filled without being laid out; ``README.md`` says what this relies on."""
