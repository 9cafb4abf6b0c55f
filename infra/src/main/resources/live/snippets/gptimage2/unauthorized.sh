# As the source prints it: without a key.
# Ours: the base URL.

curl -X POST "$BASE/api/ai/image/generate" \
  -H "Content-Type: application/json" \
  -d '{ "prompt": "A luxury skincare bottle on warm paper, embossed serif label, soft editorial side light", "model": "gpt-image-2", "aspectRatio": "4:5" }'
