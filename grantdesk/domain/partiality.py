"""The grounds by which somebody has a conflict of interest, KL 6:28."""

GROUNDS = ("own_interest", "relative", "representative", "oversight", "other")
