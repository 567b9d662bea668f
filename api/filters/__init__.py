"""By what long answers can be narrowed."""
