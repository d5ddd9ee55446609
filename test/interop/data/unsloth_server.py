"""Unsloth Studio's own backend (its whole app: routes, request models, keys, job store, gallery) without a GPU: the video pipeline is
replaced."""

import os
import sys
from unittest.mock import patch

import stub_modules
from engine import failure_of, options, record, render_seconds

os.environ["UNSLOTH_STUDIO_HOME"] = str(options.files)
os.environ["HF_HUB_OFFLINE"] = "1"
sys.path[:0] = [f"{path}/studio/backend" for path in sys.path if os.path.isdir(f"{path}/studio/backend")]

stub_modules.install(
    absent="""cryptography diceware diffusers fastmcp filelock huggingface_hub mcp numpy packaging psutil sqlite_vec torch
        transformers""".split(),
    real={},
)

import uvicorn  # noqa: E402
from starlette.responses import Response  # noqa: E402
from starlette.routing import Route  # noqa: E402

from auth import storage  # noqa: E402
from core.inference import video, video_minimax_h3  # noqa: E402
from core.inference.video_families import VIDEO_CANCELLED_MSG, _FAMILIES  # noqa: E402
from main import app  # noqa: E402
from routes import video as routes  # noqa: E402

FAMILIES = {family.name: family for family in _FAMILIES}


class Backend(video.VideoBackend):
    """Reservations, checks, progress, cancelling and the gallery are the vendor's; the pipeline is not."""

    def load(self, family, task=None):
        chosen = FAMILIES[family]
        self._state = video._VideoLoadState(
            pipe=None,
            family=chosen,
            repo_id=chosen.base_repo,
            base_repo=chosen.base_repo,
            device="cpu",
            dtype="bfloat16",
            kind="pipeline",
            h3_task=task,
        )

    def generate(self, *, prompt, seed, cancel_event, _resolved_inputs, **asked):
        inputs = _resolved_inputs
        family = inputs.state.family
        names = "negative_prompt num_frames fps steps guidance".split()
        record(
            requests.pop(prompt, {}),
            {
                "prompt": prompt,
                "seed": seed,
                "width": inputs.width,
                "height": inputs.height,
                "first_frame": inputs.first_frame and inputs.first_frame.size,
                "last_frame": inputs.last_frame and inputs.last_frame.size,
                "reference_images": [image.size for image in inputs.references.images],
                "reference_audios": len(inputs.references.audios),
                **{name: asked.get(name) for name in names},
            },
        )
        self._gen.update(phase="denoise", step=1, total=4)
        if cancel_event.wait(render_seconds(prompt)):
            raise RuntimeError(VIDEO_CANCELLED_MSG)
        if failure_of(prompt):
            raise ValueError(failure_of(prompt))
        frames = asked.get("num_frames") or family.default_num_frames
        rate = asked.get("fps") or family.default_fps
        return {
            "mp4_bytes": options.clip.read_bytes(),
            "seed": seed,
            "repo_id": inputs.state.repo_id,
            "width": inputs.width,
            "height": inputs.height,
            "num_frames": frames,
            "fps": rate,
            "duration_s": frames / rate,
            "has_audio": False,
            "conditioning": inputs.conditioning,
            "steps": asked.get("steps") or family.default_steps,
            "guidance": asked.get("guidance") or family.default_guidance,
        }


# What the server's request model has received, by the prompt.
requests = {}
validate = routes._validate_create_fields


def note_and_validate(fields):
    body = validate(fields)
    requests[body.prompt] = body.model_dump(exclude_unset=True)
    return body


routes._validate_create_fields = note_and_validate
# Needs numpy.
video_minimax_h3.decode_h3_reference_audio = lambda data: (data, 16000)
video._backend = backend = Backend()
backend.load("ltx-2")


async def load(request):
    """POST /resident/FAMILY, or /resident/FAMILY/TASK, in place of downloading and loading a model."""
    backend.load(**request.path_params)
    return Response()


for path in ["/resident/{family}", "/resident/{family}/{task}"]:
    app.router.routes.insert(0, Route(path, load, methods=["POST"]))

admin = storage.DEFAULT_ADMIN_USERNAME
storage.create_initial_user(admin, password="of a test", jwt_secret="of a test", must_change_password=False)
with patch.object(storage.secrets, "token_hex", return_value=options.key.removeprefix(storage.API_KEY_PREFIX)):
    storage.create_api_key(admin, "test")

# Its start begins what only a desktop needs: downloads, updates, schedules.
uvicorn.run(app, host="127.0.0.1", port=options.port, lifespan="off")
