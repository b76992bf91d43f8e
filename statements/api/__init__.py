"""The door for programs: the records as JSON, under addresses that stay."""
