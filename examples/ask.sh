#!/bin/sh
# Ask Rundbord from a shell: ./ask.sh 'Hvem er formand for udvalget?' (needs curl and jq).
# RUNDBORD_URL names the server, and RUNDBORD_KEY holds a key where it wants one.
set -eu
url=${RUNDBORD_URL:-http://127.0.0.1:8000}
jq -n --arg question "$*" '{question: $question}' |
  curl --silent --show-error --fail-with-body --max-time 30 "$url/api/v1/answer" \
    -H 'Content-Type: application/json' ${RUNDBORD_KEY:+-H "Authorization: Bearer $RUNDBORD_KEY"} --data @- |
  jq -r --arg url "$url" '.answer, (.citations[] | "\n[\(.number)] side \(.page_label): \($url)\(.url)")'
