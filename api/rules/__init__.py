"""Rules of the open API that need neither Django nor a network."""
