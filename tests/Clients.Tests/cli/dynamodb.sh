aws dynamodb create-table --table-name orders --billing-mode PAY_PER_REQUEST --key-schema AttributeName=id,KeyType=HASH \
    --attribute-definitions AttributeName=id,AttributeType=S --stream-specification StreamEnabled=true,StreamViewType=NEW_IMAGE > /dev/null
aws dynamodb wait table-exists --table-name orders
for id in 1 2 3; do aws dynamodb put-item --table-name orders --item "{\"id\":{\"S\":\"$id\"},\"n\":{\"N\":\"$id\"}}"; done
equal 2 "$(aws dynamodb scan --table-name orders --filter-expression 'n > :n' --expression-attribute-values '{":n":{"N":"1"}}' --query Count)"
aws dynamodb batch-write-item --request-items '{"orders":[{"DeleteRequest":{"Key":{"id":{"S":"1"}}}},{"PutRequest":{"Item":{"id":{"S":"4"}}}}]}' > /dev/null
equal 3 "$(aws dynamodb scan --table-name orders --select COUNT --query Count)"
fails 'TransactionCanceledException.*\[ConditionalCheckFailed\]' aws dynamodb transact-write-items \
    --transact-items '[{"Put":{"TableName":"orders","Item":{"id":{"S":"2"}},"ConditionExpression":"attribute_not_exists(id)"}}]'
arn=$(aws dynamodb describe-table --table-name orders --query Table.LatestStreamArn --output text)
equal "$arn" "$(aws dynamodbstreams list-streams --table-name orders --query 'Streams[0].StreamArn' --output text)"
events=
for shard in $(aws dynamodbstreams describe-stream --stream-arn "$arn" --query 'StreamDescription.Shards[].ShardId' --output text); do
    iterator=$(aws dynamodbstreams get-shard-iterator --stream-arn "$arn" --shard-id "$shard" --shard-iterator-type TRIM_HORIZON --query ShardIterator --output text)
    events="$events $(aws dynamodbstreams get-records --shard-iterator "$iterator" --query 'Records[].eventName' --output text)"
done
equal 'INSERT INSERT INSERT INSERT REMOVE' "$(echo $events | tr ' ' '\n' | grep -v None | sort | xargs)"

# A function gets what comes after its mapping
echo 'exports.handler = async event => { for (const r of event.Records) console.log(r.eventName, r.dynamodb.Keys.id.S); };' > index.js
/usr/bin/python3 -m zipfile -c code.zip index.js
aws lambda create-function --function-name project --runtime nodejs20.x --handler index.handler --role "arn:aws:iam::$ACCOUNT:role/r" --zip-file fileb://code.zip > /dev/null
mapping=$(aws lambda create-event-source-mapping --function-name project --event-source-arn "$arn" --starting-position LATEST \
    --maximum-retry-attempts 2 --bisect-batch-on-function-error --parallelization-factor 2 --query UUID --output text)
equal 100 "$(aws lambda get-event-source-mapping --uuid "$mapping" --query BatchSize)"
aws dynamodb put-item --table-name orders --item '{"id":{"S":"later"}}'
for try in $(seq 100); do
    [ "$(aws lambda get-event-source-mapping --uuid "$mapping" --query LastProcessingResult --output text)" = OK ] && break
done
equal OK "$(aws lambda get-event-source-mapping --uuid "$mapping" --query LastProcessingResult --output text)"
aws lambda delete-event-source-mapping --uuid "$mapping" > /dev/null
aws lambda delete-function --function-name project > /dev/null
aws dynamodb delete-table --table-name orders > /dev/null
