"""What filters have in common."""

# What is looked for in texts may be this long.
LONGEST = 200
