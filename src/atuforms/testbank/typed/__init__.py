"""Test banks that somebody typed, in text, in Word or on a page: lines become questions."""
