"""A hand and an eye for the real window, on a screen of its own: reads what the window tells screen readers, and moves the mouse there.

Where to click doesn't depend on the layout then, and what the window doesn't tell screen readers is found out. Everything waits for what a
user would wait to see; nothing is clicked twice.

Needs a session bus of its own: dbus-run-session. With SCREENSHOTS=folder, a failure leaves a picture of the screen there; with TRACE=1,
each wait is printed with how long it took.
"""

import atexit
import contextlib
import os
import re
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

# Longest wait for anything. A warm machine needs a tenth of it.
PATIENCE_SECONDS = 180
# Between two things that a hand does, and between two looks at whether something still moves.
HAND_SECONDS = 0.06
REST_SECONDS = 0.2

STARTED = time.monotonic()
BUTTONS = ("push button", "toggle button", "menu item", "check menu item", "button")
FIELDS = ("entry", "text", "spin button", "combo box")
clicks = 0
characters = 0
# The program that runs, until it is told to quit, and its name.
process = None
program_name = None


def fail(why):
    names = sorted({f"{role} “{name}”" for role, name, _ in seen() if name})
    print(f"the real window: {why}; in the window are {', '.join(names)}", file=sys.stderr)
    if shots := os.environ.get("SCREENSHOTS"):
        run("import", "-window", "root", f"{shots}/job.png")
    sys.exit(1)


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=PATIENCE_SECONDS).stdout


def trace(words):
    if os.environ.get("TRACE"):
        print(f"{time.monotonic() - STARTED:6.1f} s {words}", file=sys.stderr)


# The screen and the program.


def open_screen():
    """A virtual screen with a window manager, which ends with this script."""
    reading, writing = os.pipe()
    quiet = subprocess.DEVNULL
    screen = subprocess.Popen(["Xvfb", "-displayfd", str(writing), "-screen", "0", "1440x900x24"], pass_fds=[writing], stderr=quiet)
    atexit.register(screen.kill)
    os.environ["DISPLAY"] = f":{os.read(reading, 10).decode().strip()}"
    manager = subprocess.Popen(["openbox"], stdout=quiet, stderr=quiet)
    atexit.register(manager.kill)
    wait_for("there is a window manager", lambda: subprocess.run(["wmctrl", "-m"], capture_output=True).returncode == 0)


def is_titled(part):
    return part in run("wmctrl", "-l")


def start(program):
    global process, program_name
    process = subprocess.Popen([program])
    program_name = os.path.basename(program)
    atexit.register(process.kill)
    wait_for("there is a window", lambda: is_titled("Breakeven"))
    run("wmctrl", "-r", "Breakeven", "-b", "add,maximized_vert,maximized_horz")
    wait_until_seen(is_named("File", *BUTTONS), "the menu")


def close():
    global process
    ending, process = process, None
    press_in_menu("File", "Quit")
    if ending.wait(PATIENCE_SECONDS) != 0:
        fail("it ended with an error")


# What the window tells screen readers.


def read_aloud():
    """Tells programs that somebody listens: only then do they say what they show."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)

    def call(interface, method, arguments):
        with contextlib.suppress(GLib.Error):
            bus.call_sync("org.a11y.Bus", "/org/a11y/bus", interface, method, arguments, None, 0, PATIENCE_SECONDS * 1000)
            return True
        return False

    wait_for("programs can talk to screen readers", lambda: call("org.a11y.Bus", "GetAddress", None))
    for name in ("IsEnabled", "ScreenReaderEnabled"):
        value = GLib.Variant("(ssv)", ("org.a11y.Status", name, GLib.Variant("b", True)))
        wait_for(f"{name} is set", lambda: call("org.freedesktop.DBus.Properties", "Set", value))


def walk(node):
    """Role, name and node of what is in a node. What goes away meanwhile is left out."""
    with contextlib.suppress(GLib.Error):
        yield node.get_role_name(), node.get_name() or "", node
        for number in range(node.get_child_count()):
            with contextlib.suppress(GLib.Error):
                if child := node.get_child_at_index(number):
                    yield from walk(child)


def seen():
    """Role, name and node of all that the program shows."""
    with contextlib.suppress(GLib.Error):
        desktop = Atspi.get_desktop(0)
        desktop.clear_cache()
        for number in range(desktop.get_child_count()):
            program = desktop.get_child_at_index(number)
            if program and program.get_name() == program_name:
                program.set_cache_mask(Atspi.Cache.NONE)
                yield from walk(program)


def is_named(name, *roles):
    return lambda role, of_node: of_node == name and (not roles or role in roles)


def contains(part, *roles):
    return lambda role, of_node: part in of_node and (not roles or role in roles)


def node_of(fits):
    return next((node for role, name, node in seen() if fits(role, name)), None)


def names_of(fits):
    return [name for role, name, _ in seen() if fits(role, name)]


def asked(fits, question):
    """What the first thing that fits answers; `None` if there is none or it has gone since."""
    with contextlib.suppress(GLib.Error):
        if node := node_of(fits):
            return question(node)
    return None


def has_keyboard(node):
    return node.get_state_set().contains(Atspi.StateType.FOCUSED)


def text_of(node):
    return Atspi.Text.get_text(node, 0, -1)


def place_at_rest(node):
    """Left, top, width and height on the screen, if it stays there."""
    looks = []
    for pause in (REST_SECONDS, 0):
        at = node.get_extents(Atspi.CoordType.SCREEN)
        looks.append((at.x, at.y, at.width, at.height))
        time.sleep(pause)
    return looks[0] if looks[0] == looks[1] and min(looks[0][2:]) > 0 else None


def wait_for(what, found):
    begin = time.monotonic()
    while time.monotonic() < begin + PATIENCE_SECONDS:
        if result := found():
            trace(f"{what}, after {time.monotonic() - begin:.1f} s")
            return result
        if process and process.poll() is not None:
            fail(f"{what}: the program has ended")
        time.sleep(0.05)
    fail(f"{what}: waited in vain")


def wait_until_seen(fits, what):
    wait_for(f"{what} is seen", lambda: node_of(fits))


def wait_until_gone(fits, what):
    """Twice, since what changes while it is being read can't be read as a whole."""

    def is_gone():
        everything = list(seen())
        return everything and not any(fits(role, name) for role, name, _ in everything)

    wait_for(f"{what} is gone", lambda: is_gone() and not time.sleep(REST_SECONDS) and is_gone())


# What a hand does.


def click(fits, what):
    """Moves to the middle of the first thing that fits, and presses and releases there."""
    global clicks
    left, top, width, height = wait_for(f"“{what}” can be clicked", lambda: asked(fits, place_at_rest))
    x, y = left + width // 2, top + height // 2
    run("xdotool", "mousemove", str(x - 3), str(y), "sleep", str(HAND_SECONDS), "mousemove", str(x), str(y))
    time.sleep(HAND_SECONDS)
    run("xdotool", "mousedown", "1", "sleep", str(HAND_SECONDS), "mouseup", "1")
    clicks += 1


def press(name, *roles):
    click(is_named(name, *(roles or BUTTONS)), name)


def press_in_menu(menu, name):
    """Names of commands in a menu are followed by their keys."""
    press(menu)
    entry = re.compile(rf"{re.escape(name)}…?( (Ctrl|Shift|F\d).*)?")
    click(lambda role, of_node: role in BUTTONS and entry.fullmatch(of_node), name)


def type_text(text):
    global characters
    run("xdotool", "type", "--delay", "40", text)
    characters += len(text)


def type_into(name, text):
    """A click into a field selects what is in it. Typing waits for the caret, as a user does."""
    fits = is_named(name, *FIELDS)
    click(fits, name)
    wait_for(f"“{name}” has the keyboard", lambda: asked(fits, has_keyboard))
    type_text(text)
    wait_for(f"{text} is in “{name}”", lambda: text in (asked(fits, text_of) or ""))
