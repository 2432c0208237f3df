#!/usr/bin/env python3
"""The part of .ci/slides that python-pptx does: `slides.py house FILE` writes a template with another master, `slides.py check FOLDER` compares
each deck of a folder with the JSON report of the same name."""
import json
import math
import sys
from pathlib import Path

from pptx import Presentation
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.util import Inches

TOLERANCE = 1e-9
problems = []


def complain(where, what):
    problems.append(f"{where}: {what}")


def same(found, wanted):
    return len(found) == len(wanted) and all(
        math.isclose(a, b, rel_tol=TOLERANCE, abs_tol=TOLERANCE) for a, b in zip(found, wanted)
    )


def charts(deck):
    return [(slide, shape.chart) for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def points(series):
    """The x and y values of a series, from its caches."""
    found = []
    for kind in ("xVal", "yVal"):
        element = series._element.find(f"{{*}}{kind}")
        values = {} if element is None else {
            int(point.get("idx")): float(point.find("{*}v").text) for point in element.iter("{*}pt")
        }
        found.append([values[place] for place in sorted(values)])
    return found


def compare(name, deck, report):
    if len(deck.slides) < 8:
        complain(name, f"only {len(deck.slides)} slides")
    for number, slide in enumerate(deck.slides, 1):
        if slide.shapes.title is None or not slide.shapes.title.text.strip():
            complain(name, f"slide {number} has no title")
        for shape in slide.placeholders:
            if shape.has_text_frame and not shape.text_frame.text.strip():
                complain(name, f"slide {number}: the placeholder “{shape.name}” is empty")
    if not deck.slides[0].has_notes_slide or not deck.slides[0].notes_slide.notes_text_frame.text.strip():
        complain(name, "the first slide has no notes")
    if deck.slides[0].shapes.title.text.split(".")[0] not in report["decision"]["headline"]:
        complain(name, "the first title isn’t the recommendation")
    by_name = {}
    for _, chart in charts(deck):
        for plot in chart.plots:
            for series in plot.series:
                by_name.setdefault(series.name, []).append((plot, series))
    months = [month["month"] for month in report["months"]]
    for label, key in (("Prompting", "prompting"), ("Fine-tuning", "fine_tuning")):
        lines = [points(series) for _, series in by_name.get(label, []) if series._element.find("{*}yVal") is not None]
        wanted = [month[key] for month in report["months"]]
        if len(lines) != 1 or not same(lines[0][0], months) or not same(lines[0][1], wanted):
            complain(name, f"the cost of {label} isn’t that of the report")
        bars = [(list(plot.categories), list(series.values)) for plot, series in by_name.get(label, []) if series._element.find("{*}yVal") is None]
        phases = [value for value in report[key]["by_phase"].values()]
        if len(bars) != 1 or not all(any(math.isclose(value, phase, rel_tol=TOLERANCE, abs_tol=TOLERANCE) for phase in phases) for value in bars[0][1]):
            complain(name, f"the phases of {label} aren’t those of the report")
    tornado = report["tornado"][:8]
    for label, key in (("Low end", "saving_at_low"), ("High end", "saving_at_high")):
        series = by_name.get(label, [])
        if tornado and series and not same(list(series[0][1].values), [bar[key] for bar in tornado]):
            complain(name, f"the sensitivity isn’t that of the report ({label})")


def replace(name, deck):
    """Other numbers can be put into each chart."""
    for _, chart in charts(deck):
        if chart.plots[0].series[0]._element.find("{*}yVal") is not None:
            data = XyChartData()
            data.add_series("Other").add_data_point(1, 2)
        else:
            data = CategoryChartData()
            data.categories = ["a", "b"]
            data.add_series("Other", (1, 2))
        try:
            chart.replace_data(data)
        except Exception as error:  # whatever it is, it is told
            complain(name, f"numbers can’t be replaced: {error!r}")


def house(path):
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(10), Inches(7.5)
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "The house’s own slide"
    background = deck.slide_master.background.fill
    background.solid()
    background.fore_color.rgb = RGBColor(0xF4, 0xEE, 0xE0)
    deck.save(path)


def check(folder):
    decks = [path for path in sorted(folder.glob("*.pptx")) if path.stem != "house"]
    for path in decks:
        deck = Presentation(path)
        name = path.stem
        report = json.loads((folder / f"{'support-replies' if name == 'in-house' else name}.json").read_text())
        compare(name, deck, report)
        if name == "in-house":
            titles = [slide.shapes.title.text for slide in deck.slides]
            if "The house’s own slide" in titles or deck.slide_width != Inches(10):
                complain(name, "the template isn’t filled")
        replace(name, deck)
        other = folder / "replaced.tmp"
        deck.save(other)
        if any(series.name != "Other" for _, chart in charts(Presentation(other)) for plot in chart.plots for series in plot.series):
            complain(name, "replaced numbers aren’t kept")
    print(f"slides: {len(decks)} decks read, {len(problems)} problems")
    for problem in problems[:40]:
        print(f"slides: {problem}", file=sys.stderr)
    return 1 if problems else 0


if sys.argv[1] == "house":
    house(sys.argv[2])
else:
    sys.exit(check(Path(sys.argv[2])))
