"""From a document back to data: Word, PDF, presentations and test banks become records."""
