"""What a document holds: its words and signs, links, pictures, and the record that it carries."""
