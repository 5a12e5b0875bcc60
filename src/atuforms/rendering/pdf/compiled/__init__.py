"""Pages whose structure was seen before: ready bytes with gaps for values."""
