"""What sets up, checks and tests Aldea. Nothing here ships with the product."""
