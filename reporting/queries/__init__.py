"""Reads across apps, as frozen rows. A page given a row cannot query; each function makes a fixed number of queries."""
