# As the source prints it. Ours: the base URL and the key.

# Submit image generation job
curl -X POST $BASE/api/v1/images \
-H "Authorization: Bearer $KEY" \
-H "Content-Type: application/json" \
-d '{
"prompt": "A serene mountain lake at sunset with reflections",
"n": 1,
"size": "1024x1024"
}'
