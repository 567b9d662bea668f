"""Pages of figures and where they come from: fetch and check, one read or one write, render."""
