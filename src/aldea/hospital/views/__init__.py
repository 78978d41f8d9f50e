"""Pages of the hospital's settings."""
