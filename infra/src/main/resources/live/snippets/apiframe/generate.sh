# The source prints no command; this is the request that it describes, with its Idempotency-Key.

curl -X POST $BASE/v2/images/generate \
  -H "X-API-Key: $KEY" \
  -H "Content-Type: application/json" \
  -H "Idempotency-Key: $ONCE" \
  -d '{"prompt": "A harbour in the rain", "model": "flux-1.1-pro"}'
