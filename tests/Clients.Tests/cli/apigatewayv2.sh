echo 'exports.handler = async event => ({ statusCode: 201, headers: { "x-route": event.routeKey }, body: event.pathParameters.name });' > index.js
/usr/bin/python3 -m zipfile -c code.zip index.js
aws lambda create-function --function-name greet --runtime nodejs20.x --handler index.handler --role "arn:aws:iam::$ACCOUNT:role/r" --zip-file fileb://code.zip > /dev/null
aws lambda wait function-active-v2 --function-name greet
function="arn:aws:lambda:eu-west-1:$ACCOUNT:function:greet"
api=$(aws apigatewayv2 create-api --name shop --protocol-type HTTP --query ApiId --output text)
integration=$(aws apigatewayv2 create-integration --api-id "$api" --integration-type AWS_PROXY --integration-uri "$function" --payload-format-version 2.0 --query IntegrationId --output text)
aws apigatewayv2 create-route --api-id "$api" --route-key 'GET /hello/{name}' --target "integrations/$integration" > /dev/null
aws apigatewayv2 create-stage --api-id "$api" --stage-name '$default' --auto-deploy > /dev/null
aws lambda add-permission --function-name greet --statement-id api --action lambda:InvokeFunction --principal apigateway.amazonaws.com > /dev/null
endpoint=$(aws apigatewayv2 get-api --api-id "$api" --query ApiEndpoint --output text)
cat > get.py <<'PY'
import sys, urllib.request, urllib.error
try:
    answer = urllib.request.urlopen(sys.argv[1])
except urllib.error.HTTPError as error:
    answer = error
print(answer.status, answer.headers.get("x-route"), answer.read().decode())
PY
equal '201 GET /hello/{name} Ada' "$(/usr/bin/python3 get.py "$endpoint/hello/Ada")"
equal '404 None {"message":"Not Found"}' "$(/usr/bin/python3 get.py "$endpoint/nothing")"
