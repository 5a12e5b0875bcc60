"""Word documents: the prepared template filled, and the parts that a document adds."""
