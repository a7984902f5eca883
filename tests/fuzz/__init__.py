"""Coverage-guided fuzzing of every reader: `python -m tests.fuzz TARGET --seconds 200` (Linux; needs atheris)."""
