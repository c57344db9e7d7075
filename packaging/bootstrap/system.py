"""System libraries and commands: what is missing, and its installation where that is allowed."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bootstrap.words import say, stop

# What the Qt wheel leaves to the system: library -> Debian package. A test compares this with the wheel.
# Where Ubuntu 24.04 renamed one (libglib2.0-0t64), the new one provides the old name, and alone does so.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
CERTIFICATES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/cert.pem",
    "/etc/ssl/ca-bundle.pem",
)
TEST_COMMANDS = {
    "Xvfb": "xvfb",
    "dbus-daemon": "dbus-daemon",
    "fcitx5": "fcitx5",
    "gdbus": "libglib2.0-bin",
    "git": "git",
    "openbox": "openbox",
    "orca": "orca",  # and with it Python's way to AT-SPI
    "parec": "pulseaudio-utils",
    "pulseaudio": "pulseaudio",
    "xdotool": "xdotool",
    "xwd": "x11-apps",
}
PACKAGING_COMMANDS = {
    "objdump": "binutils",
    "strip": "binutils",
    "dpkg-shlibdeps": "dpkg-dev",
    "xz": "xz-utils",
}
TRIAL_COMMANDS = {"debootstrap": "debootstrap", "Xvfb": "xvfb", "xdotool": "xdotool"}


@dataclass(frozen=True)
class Wish:
    """A package that is good to have, and what goes without it."""

    package: str
    is_there: Callable[[], bool]
    consequence_zh: str
    consequence_en: str


def loads(library: str) -> bool:
    """Whether the system's linker finds a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def wish_for_library(library: str, package: str, consequence_zh: str, consequence_en: str) -> Wish:
    """A wish that is fulfilled when the linker finds the library."""
    return Wish(package, lambda: loads(library), consequence_zh, consequence_en)


def wish_for_command(command: str, package: str) -> Wish:
    """A wish that is fulfilled when the command is found."""
    return Wish(
        package, lambda: shutil.which(command) is not None, "有些测试会跳过", "some tests are skipped"
    )


def has_certificates() -> bool:
    """Whether the system knows the certificate authorities of the web."""
    return any(Path(file).exists() for file in CERTIFICATES)


RUN_WISHES = (
    wish_for_library("libpulse.so.0", "libpulse0", "没有声音", "there is no sound"),
    wish_for_library("libcups.so.2", "libcups2", "不能直接打印", "printing goes to PDF files only"),
    *(
        wish_for_library(
            library, package, "Wayland 桌面会改用 X11 方式", "a Wayland desktop is used through X11"
        )
        for library, package in WAYLAND_LIBRARIES.items()
    ),
    Wish("ca-certificates", has_certificates, "打不开 https 网页", "https pages cannot be opened"),
)
PINYIN = Path("/usr/share/fcitx5/inputmethod/pinyin.conf")
ASSISTIVE_BUS = Path("/usr/libexec/at-spi-bus-launcher")
TEST_WISHES = (
    *(wish_for_command(command, package) for command, package in TEST_COMMANDS.items()),
    Wish("at-spi2-core", ASSISTIVE_BUS.exists, "有些测试会跳过", "some tests are skipped"),
    Wish("fcitx5-pinyin", PINYIN.exists, "有些测试会跳过", "some tests are skipped"),
)


def administrator() -> list[str] | None:
    """The words to put before a command so that it may install; None where that is not possible."""
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    if subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0:
        return ["sudo", "-n"]
    if sys.stdin.isatty():
        say("password")
        return ["sudo"]
    return None


def apt_line(packages: Iterable[str]) -> str:
    """The one line a person can type."""
    sudo = "sudo " if shutil.which("sudo") and os.geteuid() else ""
    return f"{sudo}apt-get install --no-install-recommends {' '.join(packages)}"


def apt_install(prefix: Sequence[str], packages: Sequence[str], log: Path) -> bool:
    """Install with apt-get, fetching its lists only when it does not know the packages."""
    say("system-packages", packages=" ".join(packages))
    log.parent.mkdir(parents=True, exist_ok=True)
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=600"]
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    with log.open("ab") as record:
        for command in (install, [*apt, "update"], install):
            done = subprocess.run(command, stdout=record, stderr=subprocess.STDOUT, check=False)
            if command is install and done.returncode == 0:
                return True
    say("apt-log", sys.stderr, path=str(log))
    return False


def missing_libraries() -> dict[str, str]:
    """The libraries Qt needs that this Linux system lacks, each with its Debian package."""
    return {library: package for library, package in QT_LIBRARIES.items() if not loads(library)}


def already_tried(packages: Sequence[str], log: Path) -> bool:
    """Whether the same wishes were asked for before: nobody wants to hear of them at every start."""
    memo = log.with_name("wishes")
    text = " ".join(packages)
    if memo.is_file() and memo.read_text(encoding="utf-8") == text:
        return True
    memo.parent.mkdir(parents=True, exist_ok=True)
    memo.write_text(text, encoding="utf-8")
    return False


def tell(wishes: Sequence[Wish]) -> None:
    """Say what goes without the packages that could not be installed."""
    say(
        "wanted",
        packages=", ".join(wish.package for wish in wishes),
        consequences_zh="；".join(dict.fromkeys(wish.consequence_zh for wish in wishes)),
        consequences_en="; ".join(dict.fromkeys(wish.consequence_en for wish in wishes)),
        command=apt_line(wish.package for wish in wishes),
    )


def provide(needed: dict[str, str], wishes: Iterable[Wish], log: Path) -> None:
    """Install what is missing; without the right to, name it, and stop only for what is needed."""
    required = sorted(set(needed.values()))
    wanted = [wish for wish in wishes if not wish.is_there()]
    if not required and already_tried([wish.package for wish in wanted], log):
        return
    everything = sorted({*required, *(wish.package for wish in wanted)})
    if not everything:
        return
    has_apt = shutil.which("apt-get") is not None
    prefix = administrator() if has_apt else None
    if prefix is not None:
        if apt_install(prefix, everything, log):
            return
        if required and wanted and apt_install(prefix, required, log):
            required = []
    if required and has_apt:
        raise stop("needed", command=apt_line(everything))
    if required:
        raise stop("no-apt", libraries=" ".join(sorted(needed)))
    tell(wanted)


def missing_venv() -> dict[str, str]:
    """Debian keeps a part of Python's venv module in a package of its own."""
    if importlib.util.find_spec("ensurepip") is not None:
        return {}
    return {"ensurepip": f"python{sys.version_info.major}.{sys.version_info.minor}-venv"}


def provide_for_running(needed: dict[str, str], log: Path) -> None:
    """What a window, sound and the network need, besides what else is `needed`."""
    if sys.platform == "linux":
        provide({**needed, **missing_libraries()}, RUN_WISHES, log)


def provide_for_testing(needed: dict[str, str], log: Path) -> None:
    """The same, and what the journeys through the real program use."""
    if sys.platform == "linux":
        provide({**needed, **missing_libraries()}, (*RUN_WISHES, *TEST_WISHES), log)


def provide_commands(commands: dict[str, str], log: Path) -> None:
    """Commands that a task for developers cannot do without, each with its Debian package."""
    provide({command: package for command, package in commands.items() if not shutil.which(command)}, (), log)
