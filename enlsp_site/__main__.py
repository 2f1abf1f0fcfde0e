"""`python -m enlsp_site`: the command `enlsp`, where its script is not on the path."""

from enlsp_site.commands.entry import run

if __name__ == "__main__":
    run()
