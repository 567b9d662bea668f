"""What the API reads: rows with everything that is told of them, in a fixed number of queries."""
