"""What stands in for the engine of an inference server: it hands back a clip, or fails when a prompt says so."""

import argparse
import json
import re
from pathlib import Path

from PIL import Image

_parser = argparse.ArgumentParser()
_parser.add_argument("--port", type=int, required=True)
_parser.add_argument("--key", help="the API key, for servers that check one")
_parser.add_argument("--clip", type=Path, required=True, help="the mp4 that every prompt becomes")
_parser.add_argument("--files", type=Path, required=True, help="a folder for the server's files")
_parser.add_argument("--received", type=Path, required=True, help="gets a line of JSON for every job")
options = _parser.parse_args()


def render_seconds(prompt):
    """How long a prompt renders: what it says ("takes 30 seconds"), or half a second."""
    asked = re.search(r"takes (\d+) seconds", prompt)
    return float(asked[1]) if asked else 0.5


def failure_of(prompt):
    """What goes wrong with a prompt that "fails": an error's text."""
    return "CUDA out of memory" if "fails" in prompt else None


def image_size(path):
    """Width and height of a reference image."""
    if path is None:
        return None
    with Image.open(path) as image:
        return image.size


def record(request, engine):
    """Notes what reached the server's own request model, and what the server then asks of its engine."""
    with options.received.open("a") as file:
        file.write(json.dumps({"request": request, "engine": engine}, default=str) + "\n")
