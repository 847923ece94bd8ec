aws dynamodb create-table --table-name songs --billing-mode PAY_PER_REQUEST --key-schema AttributeName=artist,KeyType=HASH AttributeName=title,KeyType=RANGE \
    --attribute-definitions AttributeName=artist,AttributeType=S AttributeName=title,AttributeType=S > /dev/null
aws dynamodb execute-statement --statement "INSERT INTO songs VALUE {'artist': 'a', 'title': 'one', 'plays': 1}" > /dev/null
aws dynamodb execute-statement --statement "INSERT INTO songs VALUE {'artist': ?, 'title': ?, 'tags': <<1, 2>>}" --parameters '[{"S":"a"},{"S":"two"}]' > /dev/null
fails 'DuplicateItemException.*Duplicate primary key exists in table' aws dynamodb execute-statement --statement "INSERT INTO songs VALUE {'artist': 'a', 'title': 'one'}"
equal 6 "$(aws dynamodb execute-statement --statement "UPDATE songs SET plays = plays + 5 WHERE artist = 'a' AND title = 'one' RETURNING ALL NEW *" --query 'Items[0].plays.N' --output text)"
equal 'two one' "$(aws dynamodb execute-statement --statement "SELECT title FROM \"songs\" WHERE artist = 'a' ORDER BY title DESC" --query 'Items[].title.S' --output text | xargs)"
token=$(aws dynamodb execute-statement --statement 'SELECT * FROM songs' --limit 1 --query NextToken --output text)
equal two "$(aws dynamodb execute-statement --statement 'SELECT * FROM songs' --limit 1 --next-token "$token" --query 'Items[0].title.S' --output text)"
fails "ValidationException.*Statement wasn't well formed, can't be processed: Expected data manipulation" aws dynamodb execute-statement --statement 'DROP TABLE songs'
equal 'ValidationError None' "$(aws dynamodb batch-execute-statement --statements "[{\"Statement\":\"SELECT * FROM songs WHERE artist = 'a'\"},{\"Statement\":\"SELECT * FROM songs WHERE artist = 'a' AND title = 'one'\"}]" \
    --query 'Responses[].[Error.Code]' --output text | xargs)"
aws dynamodb execute-transaction --transact-statements "[{\"Statement\":\"EXISTS(SELECT * FROM songs WHERE artist = 'a' AND title = 'one' AND plays = 6)\"},{\"Statement\":\"DELETE FROM songs WHERE artist = 'a' AND title = 'two'\"}]" > /dev/null
equal 1 "$(aws dynamodb execute-statement --statement 'SELECT * FROM songs' --query 'length(Items)')"

# What is backed up is restored
backup=$(aws dynamodb create-backup --table-name songs --backup-name before --query BackupDetails.BackupArn --output text)
policy='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"dynamodb:GetItem","Resource":"*"}]}'
arn=$(aws dynamodb describe-table --table-name songs --query Table.TableArn --output text)
# Older clients do not know it
if aws dynamodb put-resource-policy --generate-cli-skeleton > /dev/null 2>&1; then
    revision=$(aws dynamodb put-resource-policy --resource-arn "$arn" --policy "$policy" --query RevisionId --output text)
    equal "$revision" "$(aws dynamodb get-resource-policy --resource-arn "$arn" --query RevisionId --output text)"
fi
aws dynamodb update-continuous-backups --table-name songs --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true > /dev/null

# To a bucket, and from there into another table
aws s3api create-bucket --bucket exchange-$ACCOUNT --create-bucket-configuration LocationConstraint=eu-west-1 > /dev/null
export=$(aws dynamodb export-table-to-point-in-time --table-arn "$arn" --s3-bucket exchange-$ACCOUNT --query ExportDescription.ExportArn --output text)
equal COMPLETED "$(aws dynamodb describe-export --export-arn "$export" --query ExportDescription.ExportStatus --output text)"
import=$(aws dynamodb import-table --s3-bucket-source "S3Bucket=exchange-$ACCOUNT,S3KeyPrefix=AWSDynamoDB/${export##*/}/data/" --input-format DYNAMODB_JSON --input-compression-type GZIP \
    --table-creation-parameters '{"TableName":"copy","BillingMode":"PAY_PER_REQUEST","KeySchema":[{"AttributeName":"artist","KeyType":"HASH"}],"AttributeDefinitions":[{"AttributeName":"artist","AttributeType":"S"}]}' \
    --query ImportTableDescription.ImportArn --output text)
equal 'COMPLETED 1' "$(aws dynamodb describe-import --import-arn "$import" --query 'ImportTableDescription.[ImportStatus,ImportedItemCount]' --output text | xargs)"
equal one "$(aws dynamodb scan --table-name copy --query 'Items[0].title.S' --output text)"

aws dynamodb delete-table --table-name songs > /dev/null
aws dynamodb restore-table-from-backup --backup-arn "$backup" --target-table-name songs > /dev/null
aws dynamodb wait table-exists --table-name songs
equal 1 "$(aws dynamodb scan --table-name songs --select COUNT --query Count)"
for table in songs copy; do aws dynamodb delete-table --table-name $table > /dev/null; done
