"""What a press release is made of: its text, its categories, and the way it goes."""
