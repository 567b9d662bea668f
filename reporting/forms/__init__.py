"""What a coordinator writes on the pages of a target."""
