"""Renderers: bytes from strings ready to print; they know neither forms nor Pydantic."""
