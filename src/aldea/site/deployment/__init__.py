"""What a hospital's own installation needs before it serves: one finding for each thing."""
