"""Logging in and out, and what a person does with their own log-in."""
