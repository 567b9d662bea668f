"""Writes of the open API that are its own: answers that are kept, and calls to other systems."""
