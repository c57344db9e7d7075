"""How much of the computer the parsing process may use; beyond it, the system ends the process.

On systems without such limits (Windows), the parent's clock alone ends it.
"""

from __future__ import annotations

import contextlib
import importlib
import time
from types import ModuleType


def restrain(cpu_seconds: int, memory: int) -> None:
    """Let this process use so many further seconds of CPU, and so many bytes of memory, from now on."""
    try:
        resource = importlib.import_module("resource")
    except ImportError:  # Windows
        return
    _set(resource, "RLIMIT_CORE", 0)
    _set(resource, "RLIMIT_CPU", int(time.process_time()) + cpu_seconds + 1)
    _set(resource, "RLIMIT_DATA", memory)


def _set(resource: ModuleType, name: str, value: int) -> None:
    kind = getattr(resource, name)
    _soft, hard = resource.getrlimit(kind)
    wanted = value if hard == resource.RLIM_INFINITY else min(value, hard)
    with contextlib.suppress(OSError, ValueError):  # a container may forbid it; the parent's clock remains
        resource.setrlimit(kind, (wanted, hard))
