"""The Django project: settings, addresses, design and the edge where time and ids come in."""
