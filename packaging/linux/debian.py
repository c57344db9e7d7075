"""Make the Debian package: the frozen program, its place in the desktop, its papers."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from freeze import HERE, ROOT, WORK, freeze, moment_of_the_source

FILES = HERE / "files"
TREE = WORK / "tree"
DIST = ROOT / "dist"
MAINTAINER = "The gxreader developers <developers@gxreader.invalid>"
ICON_SIDES = (16, 24, 32, 48, 64, 128, 256, 512)
LICENCE_NAMES = re.compile(r"(?i)^(licen[sc]e|copying|notice|authors)")
SUMMARY = "shows articles large and reads them aloud"
DESCRIPTION = """\
 gxreader opens articles from web pages and files, shows them in large, calm
 type and reads them aloud sentence by sentence, marking what is heard. Its
 elderly mode has few, large keys with words on them. It works offline, in
 Chinese and English.
 .
 The package brings its own Python, Qt, typeface and voice."""
DRAW_ICONS = """
import sys
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

application = QGuiApplication([])
renderer = QSvgRenderer(sys.argv[1])
for word in sys.argv[2:]:
    side, _, file = word.partition("=")
    image = QImage(int(side), int(side), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    image.save(file)
"""


def version() -> str:
    """The program's version, from pyproject.toml."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def moment() -> datetime:
    """The time that stands in the package."""
    return datetime.fromtimestamp(int(moment_of_the_source()), UTC)


def filled(name: str) -> str:
    """One of our files with version and date put in."""
    text = (FILES / name).read_text(encoding="utf-8")
    return text.replace("@VERSION@", version()).replace("@DATE@", f"{moment():%Y-%m-%d}")


def place(target: str, text: str, *, zipped: bool = False) -> None:
    """Write a text file into the tree; a zipped one carries no time of its own."""
    file = TREE / target
    file.parent.mkdir(parents=True, exist_ok=True)
    data = text.encode()
    file.write_bytes(gzip.compress(data, 9, mtime=0) if zipped else data)


def place_icons() -> None:
    """The one drawing, as it is and painted at the usual sizes."""
    drawing = ROOT / "resources" / "icons" / "gxreader.svg"
    folder = TREE / "usr/share/icons/hicolor"
    words = []
    for side in ICON_SIDES:
        apps = folder / f"{side}x{side}" / "apps"
        apps.mkdir(parents=True)
        words.append(f"{side}={apps / 'gxreader.png'}")
    variables = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([sys.executable, "-c", DRAW_ICONS, str(drawing), *words], env=variables, check=True)
    (folder / "scalable/apps").mkdir(parents=True)
    shutil.copyfile(drawing, folder / "scalable/apps/gxreader.svg")


def bundled_licences() -> Iterator[tuple[str, Path]]:
    """The licence files of the libraries that are bundled: name of the library, file."""
    lock = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    bundled = {name.lower().replace("-", "_") for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
    site = (
        Path(sys.prefix)
        / "lib"
        / f"python{sys.version_info.major}.{sys.version_info.minor}"
        / "site-packages"
    )
    for info in sorted(site.glob("*.dist-info")):
        name = info.name.partition("-")[0].lower()
        if name not in bundled:
            continue
        for file in sorted(info.rglob("*")):
            if file.is_file() and LICENCE_NAMES.match(file.name):
                yield name, file


def place_papers() -> None:
    """Licences, the list of changes, the manual page."""
    papers = "usr/share/doc/gxreader"
    ofl = (ROOT / "resources/fonts/OFL.txt").read_text(encoding="utf-8")
    isc = (ROOT / "resources/icons/LICENSE").read_text(encoding="utf-8")
    python = (Path(os.__file__).parent / "LICENSE.txt").read_text(encoding="utf-8")
    stanzas = {"OFL-1.1": ofl, "ISC and Expat": isc, "Python-2.0": python}
    text = filled("copyright")
    for name, licence in stanzas.items():
        lines = [f" {line.strip()}" if line.strip() else " ." for line in licence.strip().splitlines()]
        text += f"License: {name}\n" + "\n".join(lines) + "\n\n"
    place(f"{papers}/copyright", text.rstrip() + "\n")
    for name, file in bundled_licences():
        target = TREE / papers / "licenses" / name / file.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    changes = f"gxreader ({version()}) stable; urgency=medium\n\n  * See CHANGELOG.md of the source.\n\n"
    place(f"{papers}/changelog.gz", f"{changes} -- {MAINTAINER}  {format_datetime(moment())}\n", zipped=True)
    place("usr/share/man/man1/gxreader.1.gz", filled("gxreader.1"), zipped=True)
    place("usr/share/lintian/overrides/gxreader", filled("lintian-overrides"))


def stage(bundle: Path) -> None:
    """Lay out everything the package installs."""
    shutil.rmtree(TREE, ignore_errors=True)
    shutil.copytree(bundle, TREE / "usr/lib/gxreader", symlinks=True)
    (TREE / "usr/bin").mkdir(parents=True)
    (TREE / "usr/bin/gxreader").symlink_to("../lib/gxreader/gxreader")
    place("usr/share/applications/gxreader.desktop", filled("gxreader.desktop"))
    place("usr/share/metainfo/io.gxreader.gxreader.metainfo.xml", filled("gxreader.metainfo.xml"))
    place("usr/share/mime/packages/gxreader.xml", filled("gxreader.mime.xml"))
    place_icons()
    place_papers()


def programs() -> list[Path]:
    """Every file of the tree that the system's linker will look at."""
    files = (file for file in sorted(TREE.rglob("*")) if file.is_file() and not file.is_symlink())
    return [file for file in files if file.read_bytes()[:4] == b"\x7fELF"]


def dependencies() -> str:
    """The Debian packages that hold the libraries which the bundle leaves to the system."""
    control = WORK / "debian" / "control"
    control.parent.mkdir(parents=True, exist_ok=True)
    control.write_text("Source: gxreader\n\nPackage: gxreader\nArchitecture: any\n", encoding="utf-8")
    folders = sorted({f"-l{file.parent}" for file in programs()})
    command = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", "--warnings=0", *folders]
    words = [*command, *(f"-e{file}" for file in programs())]
    done = subprocess.run(words, cwd=WORK, capture_output=True, text=True, check=True)
    return done.stdout.strip().removeprefix("shlibs:Depends=")


def control(architecture: str) -> str:
    """What dpkg reads."""
    size = sum(file.lstat().st_size for file in TREE.rglob("*") if not file.is_dir()) // 1024
    return (
        f"Package: gxreader\nVersion: {version()}\nArchitecture: {architecture}\nMaintainer: {MAINTAINER}\n"
        f"Installed-Size: {size}\nDepends: {dependencies()}\n"
        "Recommends: ca-certificates, fonts-noto-cjk, libpulse0\n"
        "Suggests: fonts-babelstone-han, fonts-lxgw-wenkai\n"
        f"Section: text\nPriority: optional\nDescription: {SUMMARY}\n{DESCRIPTION}\n"
    )


def settle() -> None:
    """The same rights and times everywhere, whoever builds it."""
    when = int(moment_of_the_source())
    for file in sorted(TREE.rglob("*"), reverse=True):
        if not file.is_symlink():
            runs = file.is_dir() or file == TREE / "usr/lib/gxreader/gxreader"
            file.chmod(0o755 if runs else 0o644)
        os.utime(file, (when, when), follow_symlinks=False)
    TREE.chmod(0o755)


def build() -> Path:
    """Make the package; its path."""
    stage(freeze())
    ask = ["dpkg", "--print-architecture"]
    architecture = subprocess.run(ask, capture_output=True, text=True, check=True).stdout.strip()
    place("DEBIAN/control", control(architecture))
    files = (file for file in sorted((TREE / "usr").rglob("*")) if file.is_file() and not file.is_symlink())
    names = [str(file.relative_to(TREE)) for file in files]
    sums = subprocess.run(["md5sum", *names], cwd=TREE, capture_output=True, text=True, check=True)
    place("DEBIAN/md5sums", sums.stdout)
    settle()
    DIST.mkdir(exist_ok=True)
    package = DIST / f"gxreader_{version()}_{architecture}.deb"
    variables = {**os.environ, "SOURCE_DATE_EPOCH": moment_of_the_source()}
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z9", "--build", str(TREE), str(package)]
    subprocess.run(command, env=variables, check=True, stdout=subprocess.DEVNULL)
    return package


def main() -> None:
    """Build, and say what came of it."""
    package = build()
    print(f"{package.relative_to(ROOT)}: {package.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
