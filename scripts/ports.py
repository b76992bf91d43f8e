"""Whether the web server's port can be had, asked before anything slow is done."""

import os
import socket


def address(port: str | None = None) -> tuple[str, int]:
    """Host and port from HOST and PORT, by default 127.0.0.1 and 8000; raises ValueError with a sentence."""
    text = port or os.environ.get("PORT") or "8000"
    if not (text.isascii() and text.isdecimal() and 0 < int(text) < 65536):
        raise ValueError(f"PORT must be a number from 1 to 65535, not {text!r}: try PORT=8000.")
    return os.environ.get("HOST") or "127.0.0.1", int(text)


def refusal(host: str, port: int) -> str:
    """Why the port cannot be had, as a sentence that says what to do; empty when it can."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except PermissionError:
        return (
            f"Port {port} is reserved for the administrator: choose one above 1023, e.g. make demo PORT=8000."
        )
    except OSError as error:
        if isinstance(error, socket.gaierror) or "assign" in str(error):
            return f"HOST={host} is no address of this computer ({error.strerror}): use 127.0.0.1."
        return f"Port {port} is taken by another program: choose another, e.g. make demo PORT={port + 1}."
    return ""
