url=$(aws sqs create-queue --queue-name jobs --query QueueUrl --output text)
aws sqs send-message --queue-url "$url" --message-body 'hello' --message-attributes '{"kind":{"DataType":"String","StringValue":"x"}}' > sent.json
equal hello "$(aws sqs receive-message --queue-url "$url" --wait-time-seconds 5 --query 'Messages[0].Body' --output text)"
equal 1 "$(aws sqs get-queue-attributes --queue-url "$url" --attribute-names ApproximateNumberOfMessagesNotVisible --query 'Attributes.ApproximateNumberOfMessagesNotVisible' --output text)"
fails 'NonExistentQueue' aws sqs get-queue-url --queue-name nowhere
aws sqs delete-queue --queue-url "$url"
