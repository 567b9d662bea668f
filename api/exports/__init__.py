"""What the API hands out as files: figures as CSV, cubes of them, and the description of it all."""
