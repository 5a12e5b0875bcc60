"""Batches: a table of records in, numbered documents out, complete and resumable.

Nothing is imported here, so that one part (the sentences, the register) does not load them all;
the public function is :func:`atuforms.batch.api.batch`.
"""
