"""What is checked of what a person or a program types for the open API."""
