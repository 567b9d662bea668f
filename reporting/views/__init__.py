"""Pages: fetch and check, one read, render."""
