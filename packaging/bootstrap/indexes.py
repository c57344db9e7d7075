"""Which package index to ask: the one this computer is set up for.

uv does not read pip's settings, which is where people's mirrors are set, so they are handed to it.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Iterable, Mapping

PIP_TO_UV = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
    "proxy": "ALL_PROXY",
}
UV_INDEX_VARIABLES = ("UV_DEFAULT_INDEX", "UV_INDEX", "UV_INDEX_URL", "UV_EXTRA_INDEX_URL", "UV_CONFIG_FILE")


def pip_settings(listed: Iterable[str]) -> dict[str, str]:
    """What `pip config list` says, name -> value; the environment is the last to speak."""
    lines = list(listed)
    settings: dict[str, str] = {}
    for section in ("global", "install", ":env:"):
        for line in lines:
            name, _, value = line.partition("=")
            prefix, _, option = name.partition(".")
            if prefix == section and value:
                settings[option] = str(ast.literal_eval(value))
    return settings


def uv_variables(
    listed: Iterable[str], cache: str, inherited: Mapping[str, str] = os.environ
) -> dict[str, str]:
    """What uv is told: a cache inside the checkout, and pip's settings where it has none of its own."""
    variables = dict(inherited)
    variables.setdefault("UV_CACHE_DIR", cache)
    variables["UV_PYTHON_DOWNLOADS"] = "never"
    if any(name in variables for name in UV_INDEX_VARIABLES):
        return variables
    for option, value in pip_settings(listed).items():
        name = PIP_TO_UV.get(option)
        if name:
            separator = "," if option == "find-links" else " "
            variables.setdefault(name, separator.join(value.split()))
    return variables
