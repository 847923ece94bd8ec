echo 'exports.handler = async event => { if (event.fail) throw new RangeError("as asked"); return { hello: event.name }; };' > index.js
/usr/bin/python3 -m zipfile -c code.zip index.js
aws lambda create-function --function-name greet --runtime nodejs20.x --handler index.handler --role "arn:aws:iam::$ACCOUNT:role/r" --zip-file fileb://code.zip > /dev/null
aws lambda wait function-active-v2 --function-name greet
invoke() { aws lambda invoke --function-name greet --cli-binary-format raw-in-base64-out --payload "$1" answer.json > status.json 2> errors.txt || aws lambda invoke --function-name greet --payload "$1" answer.json > status.json; }
invoke '{"name":"Ada"}'
equal '{"hello":"Ada"}' "$(tr -d ' ' < answer.json)"
invoke '{"fail":true}'
grep -q '"FunctionError": "Unhandled"' status.json
grep -q 'RangeError' answer.json
fails 'ResourceNotFoundException' aws lambda get-function --function-name nobody
aws lambda delete-function --function-name greet
