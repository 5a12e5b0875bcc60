"""Tables of records: what a batch reads its rows from, cell by cell."""
