"""What clients of OpenAI's images API do, with the official package `openai` from PyPI.

The package takes where the API is from OPENAI_BASE_URL, and the key from OPENAI_API_KEY; nothing else is special here.
POOR_KEY is a key of somebody with little money, READING_KEY one that may read and not write.
The images are left in the current folder. The last line says what was seen.
"""

import base64
import os
import pathlib
import urllib.request

import openai

client = openai.OpenAI()
PROMPT = "a lighthouse at dusk"


def keep(name: str, image: bytes) -> None:
    pathlib.Path(name).write_bytes(image)


def raised(kind: type[openai.APIStatusError], code: str, call) -> openai.APIStatusError:
    """The error that the call must raise: of exactly this class, with this code."""
    try:
        call()
    except openai.APIStatusError as error:
        assert type(error) is kind, f"{type(error).__name__} in place of {kind.__name__}: {error}"
        assert error.code == code, f"{error.code} in place of {code}: {error}"
        return error
    raise AssertionError(f"nothing was raised in place of {kind.__name__}")


# Bytes: what GPT models answer unless told otherwise. One of each format, and two at once.
for form in ("png", "jpeg", "webp"):
    answer = client.images.generate(model="gpt-image-2", prompt=PROMPT, output_format=form, size="1536x1024")
    assert answer.output_format == form and answer.size == "1536x1024", answer.output_format
    assert answer.usage is not None and answer.usage.total_tokens == 0, answer.usage
    keep(f"bytes.{form}", base64.b64decode(answer.data[0].b64_json, validate=True))

answer = client.images.generate(model="gpt-image-2", prompt=PROMPT, n=2, response_format="b64_json")
assert len(answer.data) == 2 and all(image.url is None for image in answer.data)
for i, image in enumerate(answer.data):
    keep(f"both-{i}.png", base64.b64decode(image.b64_json, validate=True))

# Edits: of one picture, of two, and within a mask.
answer = client.images.edit(image=pathlib.Path("both-0.png"), prompt="sepia")
keep("edited.png", base64.b64decode(answer.data[0].b64_json, validate=True))
answer = client.images.edit(
    image=[pathlib.Path("both-0.png"), pathlib.Path("both-1.png")], mask=pathlib.Path("both-1.png"), prompt="invert"
)
keep("masked.png", base64.b64decode(answer.data[0].b64_json, validate=True))

# URLs, which need no key.
answer = client.images.generate(model="dall-e-2", prompt=PROMPT, n=2, response_format="url")
assert len(answer.data) == 2 and all(image.b64_json is None for image in answer.data)
for i, image in enumerate(answer.data):
    with urllib.request.urlopen(image.url, timeout=10) as file:
        keep(f"url-{i}.png", file.read())

# A stream: one event for each image.
events = list(client.images.generate(model="gpt-image-2", prompt=PROMPT, stream=True, partial_images=0))
assert [event.type for event in events] == ["image_generation.completed"], [event.type for event in events]
keep("stream.png", base64.b64decode(events[0].b64_json, validate=True))

# Headers, which the client hands on.
raw = client.images.with_raw_response.generate(model="gpt-image-2", prompt=PROMPT)
assert raw.headers["x-job-id"] and float(raw.headers["x-cost-usd"]) > 0, dict(raw.headers)
assert raw.parse().created > 0

# Models: each one of the list can be asked for.
models = [model.id for model in client.models.list()]
assert "gpt-image-2" in models and "dall-e-3" in models, models
for model in models:
    assert client.models.retrieve(model).id == model

# What goes wrong is raised as the class that a caller catches, and without waiting for what retries cannot mend.
error = raised(openai.BadRequestError, "invalid_request_error", lambda: client.images.generate(prompt=PROMPT, n=11))
assert error.param == "n" and error.type == "invalid_request_error", error.body
raised(
    openai.AuthenticationError,
    "invalid_api_key",
    lambda: openai.OpenAI(api_key="sk-wrong").images.generate(prompt=PROMPT),
)
raised(
    openai.PermissionDeniedError,
    "permission_denied",
    lambda: openai.OpenAI(api_key=os.environ["READING_KEY"]).images.generate(prompt=PROMPT),
)
raised(openai.NotFoundError, "model_not_found", lambda: client.images.generate(prompt=PROMPT, model="dall-e-99"))
raised(openai.NotFoundError, "model_not_found", lambda: client.models.retrieve("dall-e-99"))
refused = PROMPT + " {sandbox: fail=rejected}"
raised(openai.BadRequestError, "moderation_blocked", lambda: client.images.generate(prompt=refused))
broken = PROMPT + " {sandbox: fail=empty}"
raised(openai.InternalServerError, "server_error", lambda: client.images.generate(prompt=broken))
poor = openai.OpenAI(api_key=os.environ["POOR_KEY"])
error = raised(
    openai.RateLimitError, "insufficient_quota", lambda: poor.images.generate(prompt=PROMPT, n=10, quality="high")
)
assert error.type == "insufficient_quota" and error.request_id, error.body

print(f"openai {openai.__version__}: bytes, edits, URLs, a stream, {len(models)} models, 8 errors")
