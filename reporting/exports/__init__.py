"""Reports written down: what stands where, and the forms that it is written in."""
