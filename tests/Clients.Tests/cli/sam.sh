mkdir app
cat > app/index.py <<'PY'
import json
def hello(event, context):
    return {"statusCode": 200, "body": json.dumps({"hello": event["pathParameters"]["name"], "stage": event["requestContext"]["stage"]})}
def work(event, context):
    return {"batchItemFailures": []}
PY
cat > template.yaml <<'YAML'
Transform: AWS::Serverless-2016-10-31
Globals:
  Function: { Runtime: python3.13, Timeout: 10 }
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.hello
      CodeUri: ./app
      AutoPublishAlias: live
      Events:
        Get: { Type: HttpApi, Properties: { Path: "/hello/{name}", Method: get } }
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.work
      CodeUri: ./app
      Policies: [SQSPollerPolicy: { QueueName: !GetAtt Jobs.QueueName }]
      Events:
        Job: { Type: SQS, Properties: { Queue: !GetAtt Jobs.Arn, FunctionResponseTypes: [ReportBatchItemFailures] } }
        Daily: { Type: Schedule, Properties: { Schedule: rate(1 day) } }
  Jobs: { Type: AWS::SQS::Queue }
  Orders: { Type: AWS::Serverless::SimpleTable }
Outputs:
  Url: { Value: !Sub "https://${ServerlessHttpApi}.execute-api.${AWS::Region}.amazonaws.com" }
  Api: { Value: !Ref ServerlessHttpApi }
  Alias: { Value: !Ref Hello.Alias }
YAML
aws s3 mb s3://artifacts-$ACCOUNT > /dev/null
# package talks to S3 too, whose endpoint comes from the environment; CLIs before 2.13 know none there, so that their users upload by hand.
case $("$cli" --version 2>&1) in
  aws-cli/2.[0-9].* | aws-cli/2.1[0-2].*)
    (cd app && /usr/bin/python3 -m zipfile -c ../app.zip index.py)
    aws s3 cp app.zip s3://artifacts-$ACCOUNT/app.zip > /dev/null
    sed "s|CodeUri: ./app|CodeUri: s3://artifacts-$ACCOUNT/app.zip|" template.yaml > packaged.yaml ;;
  *)
    AWS_ENDPOINT_URL=$ENDPOINT "$cli" cloudformation package --template-file template.yaml --s3-bucket "artifacts-$ACCOUNT" --output-template-file packaged.yaml > /dev/null ;;
esac
aws cloudformation deploy --stack-name sam --template-file packaged.yaml --capabilities CAPABILITY_IAM CAPABILITY_AUTO_EXPAND > /dev/null
api=$(aws cloudformation describe-stacks --stack-name sam --query "Stacks[0].Outputs[?OutputKey=='Api'].OutputValue" --output text)
equal '{"hello": "you", "stage": "$default"}' "$(curl -sS "$ENDPOINT/_localcloud/execute-api/$api/hello/you")"
equal 1 "$(aws lambda list-event-source-mappings --query 'length(EventSourceMappings)' --output text)"
equal live "$(aws lambda list-aliases --function-name "$(aws cloudformation describe-stack-resource --stack-name sam --logical-resource-id Hello --query StackResourceDetail.PhysicalResourceId --output text)" --query 'Aliases[0].Name' --output text)"
aws cloudformation delete-stack --stack-name sam
aws cloudformation wait stack-delete-complete --stack-name sam
