url=$(aws sqs create-queue --queue-name inbox --query QueueUrl --output text)
topic=$(aws sns create-topic --name orders --query TopicArn --output text)
aws sns subscribe --topic-arn "$topic" --protocol sqs --notification-endpoint "arn:aws:sqs:eu-west-1:$ACCOUNT:inbox" --attributes RawMessageDelivery=true > /dev/null
aws sns publish --topic-arn "$topic" --message hello > /dev/null
equal hello "$(aws sqs receive-message --queue-url "$url" --wait-time-seconds 5 --query 'Messages[0].Body' --output text)"
fails 'NotFound' aws sns publish --topic-arn "${topic}x" --message hello
