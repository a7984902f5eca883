"""What is known of private people, found and kept back (issue 5, point 4; QUALITY.md, "Openness and personal data")."""
