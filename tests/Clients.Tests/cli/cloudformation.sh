cat > template.yaml <<'YAML'
Parameters:
  Seconds: { Type: Number, Default: 30 }
Resources:
  Jobs: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: !Ref Seconds } }
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
Outputs:
  Table: { Value: !Ref Orders }
YAML
aws cloudformation deploy --stack-name app --template-file template.yaml --parameter-overrides Seconds=9 > /dev/null
table=$(aws cloudformation describe-stacks --stack-name app --query 'Stacks[0].Outputs[0].OutputValue' --output text)
aws dynamodb put-item --table-name "$table" --item '{"id":{"S":"1"},"n":{"N":"2"}}'
equal 2 "$(aws dynamodb get-item --table-name "$table" --key '{"id":{"S":"1"}}' --query 'Item.n.N' --output text)"
aws cloudformation deploy --stack-name app --template-file template.yaml --parameter-overrides Seconds=9 --no-fail-on-empty-changeset > /dev/null
aws cloudformation delete-stack --stack-name app
