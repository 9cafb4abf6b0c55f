"""The source says this in words: "Poll GET /v1/tasks/{task_id} and read the URL + artifact_id from each
output.images[] entry once the task is succeeded."
"""

import json
import os
import time
import urllib.request

BASE = os.environ["BASE"]
HEADERS = {"Authorization": f"Bearer {os.environ['KEY']}", "Content-Type": "application/json"}


def send(path: str, body: dict | None = None) -> tuple[int, str]:
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(BASE + path, data, HEADERS), timeout=30) as answer:
        return answer.status, answer.read().decode()


status, answer = send("/v1/images/generations", {
    "prompt": "A teapot, studio light",
    "model": "auto",
    "quality": "standard",
    "aspect_ratio": "2:1",
    "n": 2,
})
task = json.loads(answer)
assert (status, task["status"]) == (202, "queued"), task

while task["status"] in ("queued", "running"):
    time.sleep(0.5)
    status, answer = send("/v1/tasks/" + task["task_id"])
    task = json.loads(answer)

print(answer)
print(status)
