"""What everything else stands on: languages, sentences, findings, files, pictures, settings."""
