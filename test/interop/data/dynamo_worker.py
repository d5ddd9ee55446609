"""A worker for NVIDIA Dynamo's frontend: its own video handler for TensorRT-LLM, with a clip in place of model and GPU.

dynamo_worker.py CLIP NOTES FOLDER NAME [URL] [NAME [URL] ...]
serves each NAME as a model whose files go to FOLDER and are handed out below URL, or as Dynamo does by default. Each create
is noted in NOTES.
"""

import asyncio
import json
import os
import sys
import time
from pathlib import Path
from types import ModuleType, SimpleNamespace


def stand_in(name, **members):
	module = ModuleType(name)
	vars(module).update(members)
	sys.modules[name] = module


clip, notes, folder = Path(sys.argv[1]).read_bytes(), Path(sys.argv[2]), Path(sys.argv[3])


def note(**what):
	with notes.open("a") as file:
		file.write(json.dumps(what) + "\n")


# What imports torch, or encodes with ffmpeg.
stand_in("dynamo.trtllm.engines", __path__=[])
stand_in("dynamo.trtllm.engines.diffusion_engine", DiffusionEngine=object)
stand_in("dynamo.trtllm.request_handlers.diffusion.image_handler", ImageGenerationHandler=object)
stand_in("dynamo.common.utils.video_utils", encode_to_video_bytes=lambda *_, **__: clip)

from dynamo.common.utils.runtime import create_runtime  # noqa: E402
from dynamo.llm import ModelInput, ModelType, WorkerType, register_model  # noqa: E402
from dynamo.trtllm.configs.diffusion_config import DiffusionConfig  # noqa: E402
from dynamo.trtllm.request_handlers.diffusion import VideoGenerationHandler  # noqa: E402


class Frames:
	"""As much of a tensor as the handler looks at."""

	ndim = 5
	shape = (1, 1, 1, 1, 3)

	def __getitem__(self, _):
		return self

	def cpu(self):
		return self

	def numpy(self):
		return self


class Engine:
	def generate(self, *, prompt, **settings):
		note(renders={"prompt": prompt, **settings})
		if "slow" in prompt:
			time.sleep(3)
		if "out of memory" in prompt:
			raise RuntimeError("CUDA out of memory")
		if "crash" in prompt:
			os._exit(1)
		return SimpleNamespace(video=Frames(), image=None, audio=None)


def heard(handler):
	async def generate(request, context):
		note(got=request)
		async for answer in handler.generate(request, context):
			yield answer

	return generate


async def serve(models):
	runtime, _ = create_runtime("file", "tcp", "zmq")
	served = []
	for number, (name, url) in enumerate(models):
		endpoint = runtime.endpoint(f"videos.worker{number}_{os.getpid()}.generate")
		config = DiffusionConfig(
			media_output_fs_url=f"file://{folder}", media_output_http_url=url
		)
		handler = VideoGenerationHandler(Engine(), config)
		served.append(endpoint.serve_endpoint(heard(handler), graceful_shutdown=False))
		await register_model(
			*(ModelInput.Text, ModelType.Videos, endpoint, name, name),
			worker_type=WorkerType.Aggregated,
			needs=[],
		)
	# In one piece: a line of the log may come between two.
	print(f"Serves {models}", flush=True)
	await asyncio.gather(*served)


def read_models(words):
	models = []
	for word in words:
		if "://" in word:
			models[-1][1] = word
		else:
			models.append([word, None])
	return models


asyncio.run(serve(read_models(sys.argv[4:])))
