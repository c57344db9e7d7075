"""What an assistive program sees of gxreader: run by the system's Python, which knows AT-SPI; prints JSON.

Words: `tree`; or `press ROLE NAME`, for the first such thing; `typed NAME`, for what stands in a field;
or `caret`, for the article's text and caret.
"""

import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402 - its version has just been chosen

STATES = ("SHOWING", "FOCUSED", "FOCUSABLE", "READ_ONLY", "EDITABLE", "CHECKED", "MULTI_LINE")
MOST = 200  # children of one thing that are looked at


def program():
    desktop = Atspi.get_desktop(0)
    for number in range(desktop.get_child_count()):
        application = desktop.get_child_at_index(number)
        if application is not None and application.get_name() == "gxreader":
            return application
    return None


def described(thing):
    states = thing.get_state_set()
    box = thing.get_extents(Atspi.CoordType.SCREEN) if thing.get_component_iface() else None
    return {
        "role": thing.get_role_name(),
        "name": thing.get_name(),
        "description": thing.get_description(),
        "attributes": dict(thing.get_attributes() or {}),
        "states": [name for name in STATES if states.contains(getattr(Atspi.StateType, name))],
        "box": [box.x, box.y, box.width, box.height] if box else [],
        "actions": actions(thing),
    }


def actions(thing):
    if thing.get_action_iface() is None:
        return []
    return [thing.get_action_name(number) for number in range(thing.get_n_actions())]


def children(thing):
    count = min(thing.get_child_count(), MOST)
    found = [thing.get_child_at_index(number) for number in range(count)]
    return [child for child in found if child is not None]


def tree(thing):
    return {**described(thing), "children": [tree(child) for child in children(thing)]}


def find(thing, role, name):
    if thing.get_role_name() == role and (not name or thing.get_name() == name):
        return thing
    for child in children(thing):
        found = find(child, role, name)
        if found is not None:
            return found
    return None


def answer(words):
    root = program()
    if root is None:
        return None
    if words[0] == "tree":
        return tree(root)
    if words[0] == "press":
        thing = find(root, words[1], words[2])
        return thing is not None and thing.do_action(0)
    if words[0] == "typed":
        field = find(root, "text", words[1])
        return field and Atspi.Text.get_text(field, 0, Atspi.Text.get_character_count(field))
    article = find(root, "document frame", "").get_parent()
    text = article.get_text_iface()
    caret = Atspi.Text.get_caret_offset(text)
    return {"caret": caret, "text": Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text))}


json.dump(answer(sys.argv[1:]), sys.stdout)
