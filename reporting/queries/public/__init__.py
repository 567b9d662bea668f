"""What everybody may read of a published plan, built without the persons behind it."""
