"""Batches: a table of records in, numbered documents out, complete and resumable."""
