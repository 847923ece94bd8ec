#!/usr/bin/env bash
# run.sh: bootstraps, deploys and drives the application of app.mjs with the real CDK, changes nothing by deploying again, and takes it away.
set -euo pipefail
cd "$(dirname "$0")"
export AWS_ACCESS_KEY_ID=$ACCOUNT AWS_SECRET_ACCESS_KEY=test AWS_REGION=eu-west-1 AWS_ENDPOINT_URL=$ENDPOINT CI=true
export AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null CDK_DISABLE_CLI_TELEMETRY=true
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
export HOME=$directory CDK_HOME=$directory/.cdk
cdk() { node node_modules/aws-cdk/bin/cdk --output "$directory/out" --no-notices --no-color "$@" 2>&1; }
expect() { grep -qF "$1" <<< "$2" || { echo "no '$1' in: $2" >&2; exit 1; }; }

expect "Environment aws://$ACCOUNT/eu-west-1 bootstrapped" "$(cdk bootstrap)"
cdk deploy --require-approval never --outputs-file "$directory/outputs.json" > "$directory/deploy.txt" || { cat "$directory/deploy.txt" >&2; exit 1; }
output() { node -p "require('$directory/outputs.json').Shop.$1"; }
expect "accepted 42" "$(curl -sS -X POST "$(output Url)/orders/42")"

# The worker is asynchronous; 20 s is far more than it takes.
for _ in $(seq 200); do
  item=$(curl -sS "$ENDPOINT" -H 'content-type: application/x-amz-json-1.0' -H 'x-amz-target: DynamoDB_20120810.GetItem' \
    -H "authorization: AWS4-HMAC-SHA256 Credential=$ACCOUNT/20260101/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0" \
    -d "{\"TableName\":\"$(output Table)\",\"Key\":{\"id\":{\"S\":\"42\"}}}")
  [[ $item == *'"42"'* ]] && break
  sleep 0.1
done
expect '"42"' "$item"
expect "(no changes)" "$(cdk deploy --require-approval never)"
expect "destroyed" "$(cdk destroy --force)"
