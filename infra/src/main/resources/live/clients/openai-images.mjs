// What clients of OpenAI's images API do, with the official package `openai` from npm.
//
// The package takes where the API is from OPENAI_BASE_URL, and the key from OPENAI_API_KEY; nothing else is special.
// POOR_KEY is a key of somebody with little money, READING_KEY one that may read and not write.
// The images are left in the current folder. The last line says what was seen.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import OpenAI, { toFile } from 'openai';
import { VERSION } from 'openai/version';

const client = new OpenAI();
const prompt = 'a lighthouse at dusk';
const keep = (name, image) => writeFile(name, Buffer.from(image));
const bytes = (base64) => Buffer.from(base64, 'base64');

/** The error that the call must raise: of exactly this class, with this code. */
async function raised(kind, code, call) {
  try {
    await call();
  } catch (error) {
    assert.equal(error.constructor.name, kind.name, String(error));
    assert.equal(error.code, code, String(error));
    return error;
  }
  assert.fail(`nothing was raised in place of ${kind.name}`);
}

// Bytes: what GPT models answer unless told otherwise. One of each format, and two at once.
for (const output_format of ['png', 'jpeg', 'webp']) {
  const answer = await client.images.generate({ model: 'gpt-image-2', prompt, output_format, size: '1536x1024' });
  assert.deepEqual([answer.output_format, answer.size], [output_format, '1536x1024']);
  assert.equal(answer.usage.total_tokens, 0);
  await keep(`bytes.${output_format}`, bytes(answer.data[0].b64_json));
}

const both = await client.images.generate({ model: 'gpt-image-2', prompt, n: 2, response_format: 'b64_json' });
assert.equal(both.data.length, 2);
for (const [i, image] of both.data.entries()) {
  assert.equal(image.url, undefined);
  await keep(`both-${i}.png`, bytes(image.b64_json));
}

// Edits: of one picture, of two, and within a mask.
const picture = async (name) => toFile(await readFile(name), name, { type: 'image/png' });
const edited = await client.images.edit({ image: await picture('both-0.png'), prompt: 'sepia' });
await keep('edited.png', bytes(edited.data[0].b64_json));
const joined = await client.images.edit({
  image: [await picture('both-0.png'), await picture('both-1.png')],
  mask: await picture('both-1.png'),
  prompt: 'invert',
});
await keep('masked.png', bytes(joined.data[0].b64_json));

// URLs, which need no key.
const linked = await client.images.generate({ model: 'dall-e-2', prompt, n: 2, response_format: 'url' });
assert.equal(linked.data.length, 2);
for (const [i, image] of linked.data.entries()) {
  assert.equal(image.b64_json, undefined);
  const file = await fetch(image.url);
  assert.equal(file.status, 200);
  await keep(`url-${i}.png`, await file.arrayBuffer());
}

// A stream: one event for each image.
const types = [];
for await (const event of await client.images.generate({ model: 'gpt-image-2', prompt, stream: true })) {
  types.push(event.type);
  await keep('stream.png', bytes(event.b64_json));
}
assert.deepEqual(types, ['image_generation.completed']);

// Headers, which the client hands on.
const { data, response } = await client.images.generate({ model: 'gpt-image-2', prompt }).withResponse();
assert.ok(response.headers.get('x-job-id'));
assert.ok(Number(response.headers.get('x-cost-usd')) > 0);
assert.ok(data.created > 0);

// Models: each one of the list can be asked for.
const models = [];
for await (const model of client.models.list()) {
  models.push(model.id);
}
assert.ok(models.includes('gpt-image-2') && models.includes('dall-e-3'), String(models));
for (const model of models) {
  assert.equal((await client.models.retrieve(model)).id, model);
}

// What goes wrong is raised as the class that a caller catches, and without waiting for what retries cannot mend.
const bad = await raised(OpenAI.BadRequestError, 'invalid_request_error', () =>
  client.images.generate({ prompt, n: 11 }),
);
assert.deepEqual([bad.param, bad.type], ['n', 'invalid_request_error']);
const stranger = new OpenAI({ apiKey: 'sk-wrong' });
await raised(OpenAI.AuthenticationError, 'invalid_api_key', () => stranger.images.generate({ prompt }));
const reader = new OpenAI({ apiKey: process.env.READING_KEY });
await raised(OpenAI.PermissionDeniedError, 'permission_denied', () => reader.images.generate({ prompt }));
const model = 'dall-e-99';
await raised(OpenAI.NotFoundError, 'model_not_found', () => client.images.generate({ prompt, model }));
await raised(OpenAI.NotFoundError, 'model_not_found', () => client.models.retrieve(model));
const refused = { prompt: `${prompt} {sandbox: fail=rejected}` };
await raised(OpenAI.BadRequestError, 'moderation_blocked', () => client.images.generate(refused));
const broken = { prompt: `${prompt} {sandbox: fail=empty}` };
await raised(OpenAI.InternalServerError, 'server_error', () => client.images.generate(broken));
const poor = new OpenAI({ apiKey: process.env.POOR_KEY });
const broke = await raised(OpenAI.RateLimitError, 'insufficient_quota', () =>
  poor.images.generate({ prompt, n: 10, quality: 'high' }),
);
assert.equal(broke.type, 'insufficient_quota');
assert.ok(broke.requestID);

console.log(`openai ${VERSION}: bytes, edits, URLs, a stream, ${models.length} models, 8 errors`);
