"""FastVideo's own API server (routes, request models, job store) without a GPU: its generator is replaced."""

import shutil
import time
from pathlib import Path
from types import SimpleNamespace

import uvicorn
from fastapi import APIRouter

import stub_modules
from engine import failure_of, image_size, options, record, render_seconds

MODEL = "Wan-AI/Wan2.2-TI2V-5B-Diffusers"

OPENAI = "api_server common_api protocol state stores utils video_api"

stub_modules.install(
    absent=(),
    real={"fastvideo": [f"entrypoints.openai.{name}" for name in OPENAI.split()]},
)

# Stubs, with what the routes read of them.
import fastvideo.entrypoints.openai.image_api as image_api  # noqa: E402
import fastvideo.entrypoints.video_generator as video_generator  # noqa: E402
import fastvideo.logger as logger  # noqa: E402


class Generator:
    """In place of VideoGenerator: as blocking as that."""

    @classmethod
    def from_fastvideo_args(cls, _):
        return cls()

    def generate_video(self, **asked):
        image = image_size(asked.pop("image_path", None))
        record(requests.pop(Path(asked["output_path"]).stem), {**asked, "image": image})
        time.sleep(render_seconds(asked["prompt"]))
        if failure_of(asked["prompt"]):
            raise RuntimeError(failure_of(asked["prompt"]))
        shutil.copyfile(options.clip, asked["output_path"])
        return {"generation_time": render_seconds(asked["prompt"])}

    def shutdown(self):
        pass


image_api.router = APIRouter()
logger.init_logger = lambda _: SimpleNamespace(info=print, error=print)
video_generator.VideoGenerator = Generator

from fastvideo.entrypoints.openai import video_api  # noqa: E402
from fastvideo.entrypoints.openai.api_server import create_app  # noqa: E402

# What the server's request model has received, by the job's id.
requests = {}
build = video_api._build_generation_kwargs


def note_and_build(request_id, request, **more):
    requests[request_id] = request.model_dump(exclude_unset=True, exclude_none=True)
    return build(request_id, request, **more)


video_api._build_generation_kwargs = note_and_build

app = create_app(SimpleNamespace(model_path=MODEL), output_dir=str(options.files))
uvicorn.run(app, host="127.0.0.1", port=options.port)
