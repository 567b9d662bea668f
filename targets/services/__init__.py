"""Writes of targets: loading a plan file, and assessing."""
