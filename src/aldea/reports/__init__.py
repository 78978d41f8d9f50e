"""Reports: the patient's check, what was sent, and how it was judged."""
