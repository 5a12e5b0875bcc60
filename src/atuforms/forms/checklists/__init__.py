"""What only a person can judge: the requirements that no record and no folder can show."""
