"""How fast Aldea is, measured on whole runs: `make bench`."""
