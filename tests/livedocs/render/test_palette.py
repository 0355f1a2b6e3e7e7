"""The colours of the lanes differ for all readers, also for those who see no red or no green.

How such readers see is simulated by the matrices of Machado, Oliveira and Fernandes (2009), "A
Physiologically-based Model for Simulation of Color Vision Deficiency", severity 1; how far two
colours are apart is their distance in Oklab (https://bottosson.github.io/posts/oklab/).
"""

import math
import re
from itertools import combinations

import pytest

from livedocs.render.colours import COLOURS
from livedocs.snippet import ROOT

CSS = (ROOT / "theme/assets/panel.css").read_text("utf-8")
FOUND = re.findall(r"\.lane-(\w+) \{ --lane: #(\w{6}); \}", CSS)
LIGHT, DARK = dict(FOUND[: COLOURS + 1]), dict(FOUND[COLOURS + 1 :])
PALETTES = {"light": (LIGHT, "ffffff"), "dark": (DARK, "1e2129")}

EYES = {
    "all colours": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "no green (deuteranopia)": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "no red (protanopia)": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
}
LMS = [
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
]
LAB = [
    [0.2104542553, 0.7936177850, -0.0040720468],
    [1.9779984951, -2.4285922050, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.8086757660],
]


def times(matrix, vector):
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def linear(colour):
    values = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    return [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values]


def seen(colour, eyes):
    """``colour`` in Oklab, as ``eyes`` see it."""
    light = [min(1, max(0, value)) for value in times(eyes, linear(colour))]
    return times(LAB, [math.cbrt(value) for value in times(LMS, light)])


def contrast(one, other):
    lights = sorted(sum(times([[0.2126, 0.7152, 0.0722]], linear(c))) for c in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


@pytest.mark.parametrize("eyes", EYES.values(), ids=EYES)
@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_any_two_colours_differ(palette, eyes):
    colours = [colour for name, colour in palette[0].items() if name != "helper"]
    assert len(colours) == COLOURS
    for one, other in combinations(colours, 2):
        assert math.dist(seen(one, eyes), seen(other, eyes)) > 0.08, (one, other)


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_each_colour_stands_out_from_the_page(palette):
    colours, page = palette
    assert {c: contrast(c, page) for c in colours.values() if contrast(c, page) < 3} == {}


def test_two_colours_that_are_alike_would_be_noticed():
    eyes = EYES["no green (deuteranopia)"]
    assert math.dist(seen("3f51b5", eyes), seen("7b1fa2", eyes)) < 0.08
