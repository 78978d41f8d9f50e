"""How pages look: templates, static files and the NHS.UK frontend that they stand on."""
