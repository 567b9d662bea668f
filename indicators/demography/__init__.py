"""The population of a place by age, its shares and ratios, and what was projected against what came. Pure."""
