"""A hand and an eye for the real window, on a screen of its own: reads what the window tells screen readers, and moves the mouse there.

Where to click doesn't depend on the layout then, and what the window doesn't tell screen readers is found out. Everything waits for what a
user would wait to see; nothing is clicked twice, and nothing is clicked that still moves.

Needs a session bus of its own: dbus-run-session. With SCREENSHOTS=folder, a failure leaves a picture of the screen there; with TRACE=1,
each wait is printed with how long it took.
"""

import atexit
import contextlib
import os
import pathlib
import re
import signal
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

# Longest wait for anything. A warm machine needs a tenth of it.
PATIENCE_SECONDS = 180
# Between two things that a hand does.
HAND_SECONDS = 0.06
# A program that sleeps in so many looks is at rest. One that doesn't, since the machine is busy or much is computed, is watched for so long;
# if it draws, for as long as it takes to have drawn for so long.
LOOK_SECONDS = 0.05
REST_LOOKS = 5
REST_SECONDS = 1.5
REST_DRAWING_SECONDS = 0.1
# How names of threads begin that compute nothing: they draw, or answer this script.
OTHER_THREADS = ("llvmpipe-", "zbus", "async-io", "accesskit", "signals", "breakev")
SCREEN = (1440, 900)

STARTED = time.monotonic()
# What was started ends too if this script is ended.
signal.signal(signal.SIGTERM, lambda *_: sys.exit("the real window: ended from outside"))
BUTTONS = ("push button", "toggle button", "menu item", "check menu item", "button")
FIELDS = ("entry", "text", "spin button", "combo box")
clicks = 0
characters = 0
# The program that runs, until it is told to quit.
process = None
# The bus on which programs say what they show.
reading = None


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
    size = f"{SCREEN[0]}x{SCREEN[1]}x24"
    # Without -noreset, it would begin anew, and drop a window manager that just arrives, when a first question to it has ended.
    command = ["Xvfb", "-displayfd", str(writing), "-noreset", "-screen", "0", size]
    screen = subprocess.Popen(command, pass_fds=[writing], stderr=quiet)
    atexit.register(screen.kill)
    os.environ["DISPLAY"] = f":{os.read(reading, 10).decode().strip()}"
    manager = subprocess.Popen(["openbox"], stdout=quiet, stderr=quiet)
    atexit.register(manager.kill)
    wait_for("there is a window manager", lambda: subprocess.run(["wmctrl", "-m"], capture_output=True).returncode == 0)


def answer(*command):
    """What a command prints; nothing if it fails, as one about a window does that is just being made or changed."""
    return subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_SECONDS).stdout


def window():
    """Number and title of the program's window, of which there may be none yet."""
    for line in answer("wmctrl", "-lp").splitlines():
        number, _desktop, owner, _machine, *title = line.split(maxsplit=4)
        if process and owner == str(process.pid):
            return number, "".join(title)
    return None, ""


def is_titled(part):
    return part in window()[1]


def place_of_window():
    """Left, top, right and bottom on the screen, without what the window manager puts around it."""
    number, _ = window()
    told = answer("xwininfo", "-id", number) if number else ""
    values = re.findall(r"(?:Absolute upper-left [XY]|Width|Height): +(-?\d+)", told)
    if len(values) != 4:
        return None
    left, top, width, height = map(int, values)
    return left, top, left + width, top + height


def is_maximized():
    """Between the sides of the screen, below a title bar."""
    place = place_of_window()
    return place and place[0] == 0 and 0 < place[1] < 60 and place[2:] == SCREEN


def is_full_screen():
    return place_of_window() == (0, 0, *SCREEN)


def start(program, *files):
    global process
    process = subprocess.Popen([program, *files])
    atexit.register(process.kill)
    wait_for("there is a window", lambda: is_titled("Breakeven"))
    run("wmctrl", "-i", "-r", window()[0], "-b", "add,maximized_vert,maximized_horz")
    wait_for("the window is maximised", is_maximized)
    wait_until_seen(is_named("File", *BUTTONS), "the menu")


def close():
    global process
    press_in_menu("File", "Quit")
    ending, process = process, None
    if ending.wait(PATIENCE_SECONDS) != 0:
        fail("it ended with an error")


# What the window tells screen readers.


def ask(bus, name, path, interface, method, arguments=None):
    """What a program answers to a call; `None` if it can't."""
    with contextlib.suppress(GLib.Error):
        return bus.call_sync(name, path, interface, method, arguments, None, 0, PATIENCE_SECONDS * 1000, None).unpack()
    return None


def read_aloud():
    """Tells programs that somebody listens: only then do they say what they show."""
    global reading
    session = Gio.bus_get_sync(Gio.BusType.SESSION)
    # The other bus has its socket in this folder, else in one that two of these scripts would share.
    folder = pathlib.Path(os.environ["HOME"]) / "run"
    folder.mkdir(mode=0o700)
    environment = GLib.Variant("(a{ss})", ({"XDG_RUNTIME_DIR": str(folder)},))
    bus = "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus"
    ask(session, *bus, "UpdateActivationEnvironment", environment)

    def call(interface, method, arguments=None):
        return ask(session, "org.a11y.Bus", "/org/a11y/bus", interface, method, arguments)

    (address,) = wait_for("programs can talk to screen readers", lambda: call("org.a11y.Bus", "GetAddress"))
    for name in ("IsEnabled", "ScreenReaderEnabled"):
        value = GLib.Variant("(ssv)", ("org.a11y.Status", name, GLib.Variant("b", True)))
        wait_for(f"{name} is set", lambda: call("org.freedesktop.DBus.Properties", "Set", value) is not None)
    flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
    reading = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)


def name_on_bus():
    """The name under which the program that runs answers; `None` if it doesn't yet."""
    registry = "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root", "org.a11y.atspi.Accessible"
    (children,) = ask(reading, *registry, "GetChildren") or ([],)
    bus = "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus"
    for name, _path in children:
        if process and ask(reading, *bus, "GetConnectionUnixProcessID", GLib.Variant("(s)", (name,))) == (process.pid,):
            return name
    return None


class Node:
    """Something that the program shows."""

    def __init__(self, item):
        (self.bus_name, self.path), _program, _parent, _index, _children, _interfaces, self.name, role, _description, states = item
        self.role = Atspi.role_get_name(Atspi.Role(role))
        self.has_keyboard = bool(states[0] >> int(Atspi.StateType.FOCUSED) & 1)

    def ask(self, interface, method, arguments):
        answer = ask(reading, self.bus_name, self.path, f"org.a11y.atspi.{interface}", method, arguments)
        return answer and answer[0]

    def place(self):
        """Left, top, width and height on the screen; `None` if it has gone."""
        return self.ask("Component", "GetExtents", GLib.Variant("(u)", (int(Atspi.CoordType.SCREEN),)))

    def text(self):
        """What is typed into it; `None` if it has gone."""
        return self.ask("Text", "GetText", GLib.Variant("(ii)", (0, -1)))


def seen():
    """Role, name and node of all that the program shows, at one moment."""
    if name := name_on_bus():
        (items,) = ask(reading, name, "/org/a11y/atspi/cache", "org.a11y.atspi.Cache", "GetItems") or ([],)
        for node in map(Node, items):
            yield node.role, node.name, node


def is_named(name, *roles):
    return lambda role, of_node: of_node == name and (not roles or role in roles)


def contains(part, *roles):
    return lambda role, of_node: part in of_node and (not roles or role in roles)


def node_of(fits):
    return next((node for role, name, node in seen() if fits(role, name)), None)


def names_of(fits):
    return [name for role, name, _ in seen() if fits(role, name)]


def asked(fits, question):
    """What the first thing that fits answers; `None` if there is none."""
    node = node_of(fits)
    return node and question(node)


def threads():
    """Name, state and processor seconds of each of the program's threads."""
    for stat in pathlib.Path(f"/proc/{process.pid}/task").glob("*/stat"):
        with contextlib.suppress(OSError):
            before, _, after = stat.read_text().rpartition(")")
            values = after.split()
            ticks = int(values[11]) + int(values[12])
            yield stat.parent.name, before.partition("(")[2], values[0], ticks / os.sysconf("SC_CLK_TCK")


def is_computing():
    """Whether something is being computed beside the window, or would be if there were a processor for it. Its result may move things."""
    return any(state in "RD" and not name.startswith(OTHER_THREADS) for _, name, state, _ in threads())


def drawing():
    """Whether the thread that draws runs, or would, and for how many seconds it has; no longer if the program has ended."""
    looks = ((state in "RD", seconds) for number, _, state, seconds in threads() if number == str(process.pid))
    return next(looks, (False, 0.0))


def place_at_rest(node):
    """Left, top, width and height on the screen, if nothing is going on that could move it: the program sleeps, or for a while it has computed
    or has drawn again and again (a caret blinks), and it stayed in its place."""
    begin, first, around, (_, seconds_before) = time.monotonic(), node.place(), place_of_window(), drawing()
    asleep = 0
    while True:
        time.sleep(LOOK_SECONDS)
        is_drawing, seconds = drawing()
        asleep = 0 if is_drawing else asleep + 1
        is_long = time.monotonic() > begin + REST_SECONDS
        if asleep >= REST_LOOKS and (is_long or not is_computing()):
            break
        if is_long and seconds > seconds_before + REST_DRAWING_SECONDS:
            break
    if not first or node.place() != first or not around or place_of_window() != around:
        return None
    left, top, width, height = first
    inside = around[0] <= left and around[1] <= top and left + width <= around[2] and top + height <= around[3]
    return first if inside and min(width, height) > 0 else None


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
    """Where nothing is read, nothing is known to be gone."""

    def is_gone():
        everything = list(seen())
        return everything and not any(fits(role, name) for role, name, _ in everything)

    wait_for(f"{what} is gone", is_gone)


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
    wait_for(f"“{name}” has the keyboard", lambda: asked(fits, lambda node: node.has_keyboard))
    type_text(text)
    wait_for(f"{text} is in “{name}”", lambda: text in (asked(fits, Node.text) or ""))
