"""`python -m hamkke.config.cli`: what `./hamkke` hands over to."""

from hamkke.config.cli.main import run

if __name__ == "__main__":
    run()
