"""Who did or saw what, when: events that are appended and never changed."""
