"""Words that stand in no control, read by their place on the page."""
