"""Patients, carers, practitioners and their care teams, and who may see whom."""
