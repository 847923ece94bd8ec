url=$(aws sqs create-queue --queue-name inbox --query QueueUrl --output text)
aws events create-event-bus --name shop > /dev/null
aws events put-rule --event-bus-name shop --name paid --event-pattern '{"source":["shop"]}' > /dev/null
aws events put-targets --event-bus-name shop --rule paid --targets "Id=q,Arn=arn:aws:sqs:eu-west-1:$ACCOUNT:inbox,InputPath=\$.detail" > /dev/null
equal 0 "$(aws events put-events --entries '[{"EventBusName":"shop","Source":"shop","DetailType":"paid","Detail":"{\"n\":1}"}]' --query FailedEntryCount)"
equal '{"n":1}' "$(aws sqs receive-message --queue-url "$url" --wait-time-seconds 5 --query 'Messages[0].Body' --output text | tr -d ' ')"
fails 'InvalidEventPatternException' aws events put-rule --name bad --event-pattern '{"source":"shop"}'
