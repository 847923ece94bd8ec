aws logs create-log-group --log-group-name /app
aws logs create-log-stream --log-group-name /app --log-stream-name one
aws logs put-log-events --log-group-name /app --log-stream-name one --log-events "timestamp=$(date +%s000),message=hello" > /dev/null
equal hello "$(aws logs filter-log-events --log-group-name /app --filter-pattern hello --query 'events[0].message' --output text)"
fails 'ResourceNotFoundException' aws logs get-log-events --log-group-name /nowhere --log-stream-name one
