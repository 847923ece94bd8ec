#!/usr/bin/env bash
# plain/run.sh: deploys and drives the application of app.mjs with the real CDK, finds no difference, and takes it away with all that is in it.
set -euo pipefail
cd "$(dirname "$0")"
export AWS_ACCESS_KEY_ID=$ACCOUNT AWS_SECRET_ACCESS_KEY=test AWS_REGION=eu-west-1 AWS_ENDPOINT_URL=$ENDPOINT CI=true
export AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null CDK_DISABLE_CLI_TELEMETRY=true JSII_DEPRECATED=quiet
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
export HOME=$directory CDK_HOME=$directory/.cdk
cdk() { node ../node_modules/aws-cdk/bin/cdk --no-notices --no-color "$@" 2>&1; }
expect() { grep -qF "$1" <<< "$2" || { echo "no '$1' in: $2" >&2; exit 1; }; }
# What is asynchronous has 20 s, far more than it takes.
until_has() {
  local found
  for _ in $(seq 200); do
    found=$("${@:2}") && [[ $found == *"$1"* ]] && return
    sleep 0.1
  done
  echo "no '$1' in: $found" >&2
  exit 1
}
call() {
  curl -sS "$ENDPOINT" -H "content-type: application/x-amz-json-1.0" -H "x-amz-target: $2" -d "$3" \
    -H "authorization: AWS4-HMAC-SHA256 Credential=$ACCOUNT/20260101/eu-west-1/$1/aws4_request, SignedHeaders=host, Signature=0"
}

cdk bootstrap "aws://$ACCOUNT/eu-west-1" --app "" > "$directory/bootstrap.txt" || { cat "$directory/bootstrap.txt" >&2; exit 1; }
cdk deploy --output "$directory/out" --require-approval never --outputs-file "$directory/outputs.json" > "$directory/deploy.txt" || { cat "$directory/deploy.txt" >&2; exit 1; }
output() { node -p "require('$directory/outputs.json').Plain.$1"; }

expect "on" "$(output Asked)"
expect '"retentionInDays":7' "$(call logs Logs_20140328.DescribeLogGroups '{"logGroupNamePrefix":"/aws/lambda/Plain-Worker"}')"
expect "accepted 42 s3cret on" "$(curl -sS -X POST "$(output HttpUrl)/orders/42")"
until_has '["42"]' curl -sS "$(output FunctionUrl)"
until_has "orders/42" call sqs AmazonSQS.ReceiveMessage "{\"QueueUrl\":\"$(output SeenUrl)\",\"VisibilityTimeout\":0}"
# What was deployed, not made once more: that takes its time
expect "Number of stacks with differences: 0" "$(cdk diff --app "$directory/out")"
expect "destroyed" "$(cdk destroy --app "$directory/out" --force)"
expect "NoSuchBucket" "$(curl -sS "$ENDPOINT/$(output BucketName)")"
