"""Proofs: documents are signed with a key, and whoever has its public half verifies them."""
