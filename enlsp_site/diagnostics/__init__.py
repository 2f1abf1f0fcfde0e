"""What is wrong with what was written: where, in words, for people and for machines."""
