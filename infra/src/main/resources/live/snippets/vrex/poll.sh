# As the source prints it. Ours: the base URL, the key, and the id in place of {id}.

# Poll for completion
curl $BASE/api/v1/images/$ID \
-H "Authorization: Bearer $KEY"
