"""What the hospital decides for itself: its numbers, hours, times and thresholds."""
