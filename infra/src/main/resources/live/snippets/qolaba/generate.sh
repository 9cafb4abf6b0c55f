# As the source prints it. Ours: the base URL and the key.

curl -X POST $BASE/api/v1/images/generate \
  -H "X-API-Key: $KEY" \
  -H "Content-Type: application/json" \
  -d '{
    "model": "vertex/nano-banana-flash",
    "prompt": "A photorealistic cat sitting on the Eiffel Tower at sunset",
    "aspect_ratio": "16:9"
  }'
