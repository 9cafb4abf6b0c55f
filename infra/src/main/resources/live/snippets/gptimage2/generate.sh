# As the source prints it, with the line breaks that its page has lost, and the key that its text asks for.
# Ours: the base URL and the key.

curl -X POST "$BASE/api/ai/image/generate" \
  -H "Authorization: Bearer $KEY" \
  -H "Content-Type: application/json" \
  -d '{ "prompt": "A luxury skincare bottle on warm paper, embossed serif label, soft editorial side light", "model": "gpt-image-2", "aspectRatio": "4:5" }'
