// The source says this in words, its page has lost the code: "When using celery: true, poll the task endpoint until
// status is SUCCESS or FAILED."

const { BASE, KEY } = process.env;
const headers = { Authorization: `Bearer ${KEY}`, 'Content-Type': 'application/json' };

const accepted = await fetch(`${BASE}/api/v1/images/generate`, {
  method: 'POST',
  headers,
  body: JSON.stringify({
    model: 'vertex/nano-banana-flash',
    prompt: 'A photorealistic cat sitting on the Eiffel Tower at sunset',
    celery: true,
  }),
});
const { task_id, status, type } = await accepted.json();
if (accepted.status !== 202 || status !== 'PENDING' || type !== 'image') {
  throw new Error(`${accepted.status} ${status} ${type}`);
}

let answer, text, task;
do {
  await new Promise((resolve) => setTimeout(resolve, 500));
  answer = await fetch(`${BASE}/api/v1/tasks/${task_id}`, { headers });
  text = await answer.text();
  task = JSON.parse(text);
} while (task.status === 'PENDING' || task.status === 'PROCESSING');

console.log(text);
console.log(answer.status);
