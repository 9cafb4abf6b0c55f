# The source prints no command: "poll the Jobs endpoint".

curl $BASE/v2/jobs/$ID -H "X-API-Key: $KEY"
