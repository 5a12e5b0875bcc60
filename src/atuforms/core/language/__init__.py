"""Languages and words: wording of the forms, sentences of the program, codes, labels."""
