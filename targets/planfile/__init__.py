"""The plan file: YAML in, checked records out. Pure: no database and no clock."""
