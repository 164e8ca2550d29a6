"""What `python -m ingest …` does: one module a command. Exit codes are those of the contract (docs/commands.md)."""
