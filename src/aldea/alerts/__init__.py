"""Alerts: what needs a person, the team's worklist, and how the patient sees what became of a report."""
