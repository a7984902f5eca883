"""What stands where something private was left out."""

from __future__ import annotations

EMAIL_LEFT_OUT = "[e-mail udeladt]"
TELEPHONE_LEFT_OUT = "[telefonnummer udeladt]"
