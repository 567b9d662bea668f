"""The colours of the charts: those of the design system, by value, because a drawing also stands alone on paper."""

INK = "#292c30"
MUTED = "#5b5d60"
GRID = "#e3e4e6"
FOOT = "#bbbcbd"
AXIS = "#77797b"
PAPER = "#ffffff"

OWN = "#002c54"
PEER = "#8b8d90"
GROUP = "#0b6a53"
COUNTRY = "#674da7"
EXPECTED = "#3b3f45"

GREEN, GREEN_EDGE, GREEN_ZONE = "#0b8a2f", "#056d13", "#e4f3e7"
YELLOW, YELLOW_EDGE, YELLOW_ZONE = "#f7c01f", "#80540f", "#fdf1cf"
RED, RED_EDGE = "#c8201f", "#8c1010"

FONT = "'Inter Variable', Inter, 'Liberation Sans', Arial, sans-serif"
