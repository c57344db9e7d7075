"""What the tasks say, in both languages: they speak before the program's own catalogue can be read."""

from __future__ import annotations

import sys
from typing import TextIO

WORDS = {
    "old-python": (
        "需要 Python 3.11 或更新的版本，这里是 {version}。请安装后再试。",
        "Python 3.11 or newer is needed; this is {version}. Please install it and try again.",
    ),
    "system": (
        "桂读可以在 Linux 和 Windows 上运行，这个系统还不支持。",
        "gxreader runs on Linux and Windows; this system is not supported yet.",
    ),
    "environment": (
        "正在准备运行环境 {folder}（只在第一次需要）……",
        "Preparing the private environment {folder} (first time only) ...",
    ),
    "libraries": (
        "正在下载并安装所需的程序库（第一次约 180 MB，请稍候）……",
        "Downloading and installing the libraries (about 180 MB the first time) ...",
    ),
    "with-pip": (
        "快速安装没有成功，改用 pip 再装一次……",
        "The fast installer did not succeed; trying once more with pip ...",
    ),
    "no-libraries": (
        "程序库没有装好。请检查网络连接，或 pip 的镜像设置，然后再运行一次同样的命令。",
        "The libraries could not be installed. Please check the network, or pip's mirror, and run it again.",
    ),
    "no-listener": (
        "听写程序没有装好，跳过“听得懂”的检查。",
        "The offline listener could not be installed; the checks of what is heard are skipped.",
    ),
    "no-environment": (
        "运行环境没有建成：{reason}",
        "The private environment could not be made: {reason}",
    ),
    "system-packages": (
        "正在安装系统软件包：{packages}",
        "Installing system packages: {packages}",
    ),
    "password": (
        "安装系统软件包需要管理员密码：",
        "Installing system packages needs the administrator's password:",
    ),
    "needed": (
        "还缺少系统软件包。请用管理员身份运行下面这一行，然后再运行一次同样的命令：\n    {command}",
        "System packages are missing. Please run this as administrator, then try again:\n    {command}",
    ),
    "wanted": (
        "缺少 {packages}，所以{consequences_zh}。需要时请用管理员身份运行：\n    {command}",
        "Missing: {packages}. Without it {consequences_en}. To add, run as administrator:\n    {command}",
    ),
    "no-apt": (
        "还缺少这些系统库，请用这个系统自己的软件管理器安装：{libraries}",
        "Please install these system libraries with this system's package manager: {libraries}",
    ),
    "apt-log": ("安装记录：{path}", "The record of the installation: {path}"),
    "no-task": ("没有叫“{name}”的任务。", "There is no task called {name}."),
    "all-green": ("全部检查通过。", "All checks passed."),
    "some-red": ("有检查没有通过：{names}", "Some checks did not pass: {names}"),
}


def say(key: str, stream: TextIO | None = None, **gaps: str) -> None:
    """Print one message, Chinese first; a console that cannot show a character gets a question mark."""
    out = stream or sys.stdout
    for line in WORDS[key]:
        text = line.format(**gaps)
        encoding = out.encoding or "utf-8"
        print(text.encode(encoding, "replace").decode(encoding), file=out, flush=True)


def stop(key: str, **gaps: str) -> SystemExit:
    """Say why nothing more can be done; the caller raises what is returned."""
    say(key, sys.stderr, **gaps)
    return SystemExit(1)
