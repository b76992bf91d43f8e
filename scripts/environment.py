"""Make .venv with all that the project needs: python3 -m scripts.environment [--dev] [--demo].

This file runs on whatever ``python3`` is, also on one far too old, so that the answer is a
sentence and not a syntax error. The work is in ``install.py``.
"""

import os
import shutil
import subprocess
import sys

OLDEST, NEWEST = (3, 11), (3, 13)
CHECK = "import sys; sys.exit(not {} <= sys.version_info[:2] <= {})".format(OLDEST, NEWEST)  # noqa: UP032
REFUSAL = (
    "Diplomacy needs Python 3.11, 3.12 or 3.13, and this is {}: install one of them "
    "(on Debian and Ubuntu: sudo apt install python3 python3-venv), "
    "or name it: make demo PYTHON=/path/to/python3.13"
)


def is_supported(version: "tuple[int, int]") -> bool:
    """Whether the project runs on this (major, minor)."""
    return OLDEST <= version <= NEWEST


def find_supported() -> "str | None":
    """The path of a supported Python on PATH that really runs, the newest first, or None."""
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        path = shutil.which("python3.{}".format(minor))  # noqa: UP032
        if path and subprocess.call([path, "-c", CHECK], stderr=subprocess.DEVNULL) == 0:
            return path
    return None


def main() -> None:
    """Hand over to a supported Python."""
    if is_supported(sys.version_info[:2]):
        from scripts.install import main as install

        install(sys.argv[1:])
        return
    other = find_supported()
    if other is None:
        sys.exit(REFUSAL.format(sys.version.split()[0]))
    os.execv(other, [other, "-m", "scripts.environment"] + sys.argv[1:])  # noqa: RUF005, S606


if __name__ == "__main__":
    main()
