"""vLLM-Omni's own API server (routes, request models, job store, errors) without a GPU: its engine is replaced."""

import asyncio
import os
import socket
from argparse import Namespace
from contextlib import asynccontextmanager
from types import SimpleNamespace

import stub_modules
from engine import failure_of, options, record, render_seconds

MODEL = "Wan-AI/Wan2.2-TI2V-5B-Diffusers"

os.environ["VLLM_OMNI_SERVER_STORAGE__PATH"] = str(options.files)
os.environ["VLLM_CONFIGURE_LOGGING"] = "0"

OPENAI = """api_server app_state diffusion errors image_api_utils images.* lora models.* protocol.* serving_video
    stage_params storage stores utils video.* video_api_utils"""

stub_modules.install(
    absent="""av cv2 diffusers huggingface_hub model_hosting_container_standards numpy prometheus_client psutil torch
        transformers uvloop watchfiles zmq""".split(),
    real={
        "vllm": """entrypoints.launchers.api_server.routers entrypoints.launchers.app entrypoints.launchers.launcher
            entrypoints.launchers.utils.constants entrypoints.launchers.utils.server_utils entrypoints.openai.api_server
            entrypoints.openai.models.protocol entrypoints.serve entrypoints.serve.engine.protocol
            entrypoints.serve.exception_handling.* entrypoints.serve.middleware.* entrypoints.serve.utils.api_utils
            envs exceptions inputs.* logger logging_utils.* tasks utils v1.engine.exceptions""".split(),
        "vllm_omni": [
            *(f"entrypoints.openai.{name}" for name in OPENAI.split()),
            *"""config.endpoint_policy config.server_settings diffusion.data diffusion.model_metadata
            entrypoints.serve.* entrypoints.utils errors inputs.data lora.* model_extras.*""".split(),
        ],
    },
)

# The engine's module is a stub: what the routes read of it.
import vllm_omni.entrypoints.async_omni as async_omni  # noqa: E402

async_omni.ABORT_TIMEOUT_S = 2.0

from vllm.v1.engine.exceptions import EngineGenerateError  # noqa: E402
from vllm_omni.diffusion.data import (  # noqa: E402
    DIFFUSION_REQUEST_LIFECYCLE_KEY,
    DIFFUSION_REQUEST_STARTED,
)
from vllm_omni.entrypoints.openai import api_server, serving_video  # noqa: E402
from vllm_omni.errors import GuardrailViolationError  # noqa: E402
from vllm_omni.inputs.data import OmniDiffusionSamplingParams  # noqa: E402


def changes(params, fresh):
    """The fields of a dataclass that differ from those of a fresh one."""
    values = vars(params).items()
    return {name: value for name, value in values if value != getattr(fresh, name)}


class Engine:
    """In place of AsyncOmni: one diffusion stage that makes videos."""

    stage_configs = [SimpleNamespace(stage_type="diffusion", final_output=True, final_output_type="video")]
    endpoint_restrictions = ()
    errored = False
    is_running = True

    async def get_supported_tasks(self):
        return ()

    async def get_vllm_config(self):
        return None

    async def check_health(self):
        pass

    async def abort(self, request_id, timeout=None):
        pass

    def shutdown(self, timeout=None):
        pass

    async def generate(self, prompt, request_id, sampling_params_list):
        text = prompt["prompt"]
        given = prompt.get("multi_modal_data", {})
        image = given.get("image")
        asked = {
            "prompt": text,
            "negative_prompt": prompt.get("negative_prompt"),
            "image": [one.size for one in image] if isinstance(image, list) else image and image.size,
            **{kind: given[kind] for kind in ("video", "audio") if kind in given},
            **changes(sampling_params_list[0], OmniDiffusionSamplingParams()),
        }
        record(requests.pop(request_id), asked)
        yield SimpleNamespace(custom_output={DIFFUSION_REQUEST_LIFECYCLE_KEY: DIFFUSION_REQUEST_STARTED})
        await asyncio.sleep(render_seconds(text))
        if "forbidden" in text:
            raise GuardrailViolationError("Guardrail: the prompt was refused")
        if failure_of(text):
            raise EngineGenerateError(failure_of(text))
        yield SimpleNamespace(images=[options.clip.read_bytes()])


# What the server's request model has received, by the job's id.
requests = {}
generate = serving_video.OmniOpenAIServingVideo.generate_video_bytes


async def note_and_generate(self, request, reference_id, **more):
    requests[reference_id] = request.model_dump(exclude_unset=True)
    return await generate(self, request, reference_id, **more)


serving_video.OmniOpenAIServingVideo.generate_video_bytes = note_and_generate
# What MiniMax H3 has in its metadata: it takes several images, videos and sounds.
if os.environ.get("TAKES_SEVERAL"):
    serving_video.OmniOpenAIServingVideo.supports_mixed_reference_inputs = True
# Needs a video decoder.
serving_video.count_mp4_frames = lambda _: None


@asynccontextmanager
async def build_async_omni(_args, client_config=None):
    yield Engine()


api_server.build_async_omni = build_async_omni


class Arguments(Namespace):
    """The command line: every argument that is not set is None."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return None


listener = socket.socket()
listener.bind(("127.0.0.1", options.port))
asyncio.run(
    api_server.omni_run_server_worker(
        f"http://127.0.0.1:{options.port}",
        listener,
        Arguments(
            allow_credentials=False,
            allowed_headers=["*"],
            allowed_methods=["*"],
            allowed_origins=["*"],
            api_key=[options.key] if options.key else None,
            disable_log_stats=True,
            host="127.0.0.1",
            middleware=[],
            model=MODEL,
            port=options.port,
            root_path="",
            shutdown_timeout=0,
            ssl_cert_reqs=0,
            uvicorn_log_level="info",
        ),
    )
)
