"""The demonstration: a plan of stories, and the player that lives them through the same actions a user would run."""
