"""What the commands that serve say before they start, and why they do not."""

import socket
import sys


def say(text: str) -> None:
    """Print to the reader, at once."""
    print(text, flush=True)


def refuse(letter: str) -> int:
    """Print the letter as an error; the exit status for a wrong configuration."""
    print(letter, file=sys.stderr, flush=True)
    return 78


def is_free(host: str, port: int) -> bool:
    """Whether a server could listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError:
            return False
    return True


def port_in_use(host: str, port: int, command: str) -> str:
    """Tells that something else listens there, and how to choose another port."""
    return (
        f"Aldea cannot listen on {host}, port {port}: another program is using it, or you may not use it.\n"
        f"It may be an Aldea that you started earlier. Stop that one, or choose another port: {command}"
    )
