#!/usr/bin/env bash
# run.sh AWS SCRIPT: a script in an empty directory, with the AWS CLI at AWS; the first thing that is not as expected ends it.
set -euo pipefail
cli=$1 script=$(realpath "$(dirname "$0")/$2")
export AWS_ACCESS_KEY_ID=$ACCOUNT AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=eu-west-1 AWS_PAGER= AWS_MAX_ATTEMPTS=1
export AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null
aws() { "$cli" --endpoint-url "$ENDPOINT" "$@"; }
equal() { [ "$1" = "$2" ] || { echo "expected '$1', got '$2'" >&2; exit 1; }; }
fails() { local text=$1; shift; if "$@" > out.txt 2>&1; then echo "'$*' was to fail" >&2; exit 1; fi; grep -q "$text" out.txt || { echo "no '$text' in:" >&2; cat out.txt >&2; exit 1; }; }
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
cd "$directory"
. "$script"
