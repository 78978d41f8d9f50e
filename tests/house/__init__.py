"""The rules of the test run itself: nothing skipped in silence, no network, both databases."""
