"""Weather stations and what they observed."""
