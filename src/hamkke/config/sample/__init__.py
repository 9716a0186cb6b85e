"""The sample data of the demo: Seoul's offices and districts, and an invented year in them.

`load(now=…)` may run again: what is there stays. The bodies are real, everything that happens is
invented and labelled as sample; no real school's or person's name stands in an invented event.
"""

from hamkke.config.sample.load import load

__all__ = ["load"]
