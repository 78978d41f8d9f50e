"""Pages of reports: the check, the telephone report, and a reporter's own reports."""
