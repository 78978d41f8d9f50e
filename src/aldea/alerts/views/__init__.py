"""The pages of the answer, the worklist, an alert, and the patient's record."""
