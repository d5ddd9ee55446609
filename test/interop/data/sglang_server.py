"""SGLang Diffusion's own HTTP server (routes, request models, job store) without a GPU: its scheduler is replaced."""

import asyncio
import shutil
import sys
from importlib import import_module
from types import ModuleType, SimpleNamespace

import uvicorn
from fastapi import APIRouter

import stub_modules
from engine import failure_of, image_size, options, record, render_seconds

MODEL = "Wan-AI/Wan2.2-TI2V-5B-Diffusers"

ENTRYPOINTS = """http_server utils openai.common_api openai.prompt_enhancement openai.protocol openai.storage
    openai.stores openai.utils openai.video_api openai.video_progress"""

# Beside those of videos and models: stubs.
OTHER_ROUTES = """openai.image_api openai.mesh_api openai.realtime.realtime_video_api post_training.rollout_api
    post_training.weights_api"""

GENERATION = """configs.models.* configs.pipeline_configs.base configs.pipeline_configs.model_deployment_config
    configs.pipeline_configs.wan configs.post_training.* configs.sample.sampling_params configs.sample.teacache
    configs.sample.wan configs.task_type configs.utils runtime.pipelines_core.request_utils
    runtime.pipelines_core.schedule_batch runtime.utils.argparse runtime.utils.common runtime.utils.image_io
    runtime.utils.logging_utils"""

stub_modules.install(
    absent="""cv2 diffusers einops huggingface_hub imageio imageio_ffmpeg msgspec numpy prometheus_client psutil
        setproctitle torch transformers zmq""".split(),
    real={
        "sglang": [
            *(f"multimodal_gen.runtime.entrypoints.{name}" for name in ENTRYPOINTS.split()),
            *(f"multimodal_gen.{name}" for name in GENERATION.split()),
            "srt.utils.json_response",
        ]
    },
)


class Storage:
    """In place of the client of a cloud storage: the test serves what is there."""

    def upload_file(self, path, bucket, key, ExtraArgs):
        shutil.copyfile(path, options.files / key)


boto3 = sys.modules["boto3"] = ModuleType("boto3")
boto3.client = lambda *_, **__: Storage()

# Stubs, with what the routes read of them.
import sglang.multimodal_gen.registry as registry  # noqa: E402
import sglang.multimodal_gen.runtime.scheduler_client as scheduler_client  # noqa: E402
import sglang.multimodal_gen.runtime.server_args as server_args  # noqa: E402
import sglang.srt.observability.trace as trace  # noqa: E402
from sglang.multimodal_gen.configs.pipeline_configs.wan import Wan2_2_TI2V_5B_Config  # noqa: E402
from sglang.multimodal_gen.configs.sample.wan import Wan2_2_TI2V_5B_SamplingParam  # noqa: E402

# As on the command line without further arguments.
ARGUMENTS = SimpleNamespace(
    attention_backend_config=None,
    backend=None,
    batching_max_size=1,
    comfyui_mode=False,
    enable_metrics=False,
    enable_trace=False,
    input_save_path=str(options.files / "uploads"),
    model_id=None,
    model_path=MODEL,
    num_gpus=1,
    output_path=str(options.files / "outputs"),
    pipeline_class_name=None,
    pipeline_config=Wan2_2_TI2V_5B_Config(),
    progress_endpoint=None,
    prompt_enhancer_config=None,
    served_model_name=MODEL,
    warmup_mode=None,
)


ASKED = """fps guidance_scale height negative_prompt num_frames num_inference_steps num_outputs_per_prompt prompt seed
    width"""


class Scheduler:
    """In place of the client of the process that renders."""

    failure_reason = None

    def initialize(self, _):
        pass

    def close(self):
        pass

    async def forward(self, batches):
        from sglang.multimodal_gen.runtime.entrypoints.openai.video_progress import (
            VIDEO_PROGRESS,
            apply_progress,
        )
        from sglang.multimodal_gen.runtime.pipelines_core.schedule_batch import OutputBatch

        params = batches[0].sampling_params
        asked = {name: getattr(params, name) for name in ASKED.split()}
        record(requests.pop(params.request_id), {**asked, "image": image_size(params.image_path)})
        for step in range(5):
            # The real one sends this through a socket.
            if job := VIDEO_PROGRESS.update(params.request_id, step, 5):
                await apply_progress(*job)
            await asyncio.sleep(render_seconds(params.prompt) / 5)
        if failure_of(params.prompt):
            return OutputBatch(error=failure_of(params.prompt))
        count = params.num_outputs_per_prompt
        paths = [batches[0].output_file_path(count, index) for index in range(count)]
        for path in paths:
            shutil.copyfile(options.clip, path)
        return OutputBatch(output_file_paths=paths)


MODEL_INFO = SimpleNamespace(
    sampling_param_cls=Wan2_2_TI2V_5B_SamplingParam,
    pipeline_cls=type("WanPipeline", (), {"pipeline_name": "WanPipeline"}),
)


async def no_broker(_):
    await asyncio.Event().wait()


registry.get_model_info = lambda *_, **__: MODEL_INFO
scheduler_client.async_scheduler_client = Scheduler()
scheduler_client.run_zeromq_broker = no_broker
server_args.get_global_server_args = lambda: ARGUMENTS
trace.extract_trace_headers = lambda _: {}
trace.fastapi_telemetry_disabled_kwargs = lambda: {}
for name in OTHER_ROUTES.split():
    import_module(f"sglang.multimodal_gen.runtime.entrypoints.{name}").router = APIRouter()

from sglang.multimodal_gen.runtime.entrypoints.http_server import create_app  # noqa: E402
from sglang.multimodal_gen.runtime.entrypoints.openai import video_api  # noqa: E402

# What the server's request model has received, by the job's id.
requests = {}
build = video_api._build_video_sampling_params


def note_and_build(request_id, request):
    requests[request_id] = request.model_dump(exclude_unset=True, exclude_none=True)
    return build(request_id, request)


video_api._build_video_sampling_params = note_and_build

uvicorn.run(create_app(ARGUMENTS), host="127.0.0.1", port=options.port)
