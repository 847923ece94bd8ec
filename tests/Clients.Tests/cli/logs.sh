aws logs create-log-group --log-group-name /app
aws logs create-log-stream --log-group-name /app --log-stream-name one
aws logs put-log-events --log-group-name /app --log-stream-name one --log-events "timestamp=$(date +%s000),message=hello" > /dev/null
equal hello "$(aws logs filter-log-events --log-group-name /app --filter-pattern hello --query 'events[0].message' --output text)"
fails 'ResourceNotFoundException' aws logs get-log-events --log-group-name /nowhere --log-stream-name one
query=$(aws logs start-query --log-group-name /app --start-time $(($(date +%s) - 60)) --end-time $(($(date +%s) + 60)) --query-string 'stats count(*) as n' --query queryId --output text)
while [ "$(aws logs get-query-results --query-id "$query" --query status --output text)" = Running ]; do :; done
equal 1 "$(aws logs get-query-results --query-id "$query" --query 'results[0][0].value' --output text)"
fails 'MalformedQueryException' aws logs start-query --log-group-name /app --start-time 1 --end-time 2 --query-string 'nonsense'
aws s3 mb s3://archive-$ACCOUNT > /dev/null
task=$(aws logs create-export-task --log-group-name /app --from 0 --to $(($(date +%s) + 60))000 --destination archive-$ACCOUNT --query taskId --output text)
while aws logs describe-export-tasks --task-id "$task" --query 'exportTasks[0].status.code' --output text | grep -qE 'PENDING|RUNNING'; do :; done
equal COMPLETED "$(aws logs describe-export-tasks --task-id "$task" --query 'exportTasks[0].status.code' --output text)"
