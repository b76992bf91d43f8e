"""Ends with 0 when the web server in this container is alive: python -m scripts.healthcheck [path]."""

import os
import sys
import urllib.error
import urllib.request


def main() -> None:
    """Ask by one of the names that the site answers to, as a visitor would."""
    path = sys.argv[1] if len(sys.argv) > 1 else "/healthz"
    first = os.environ.get("DIPLOMACY_ALLOWED_HOSTS", "localhost").split(",")[0]
    host = first.strip().lstrip(".*") or "localhost"  # ".example.org" and "*" are patterns, not names
    port = os.environ.get("PORT", "8000")
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Host": host})
    try:
        with urllib.request.urlopen(request, timeout=8) as answer:  # noqa: S310 - http by its first letters
            print(answer.read().decode())
    except urllib.error.HTTPError as error:
        sys.exit(f"{path} answered {error.code}: {error.read(1000).decode(errors='replace')}")
    except OSError as error:
        sys.exit(f"No answer from {path}: {error}")


if __name__ == "__main__":
    main()
