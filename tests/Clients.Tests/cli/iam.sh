everything='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}'
sending="{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sqs:SendMessage\",\"Resource\":\"arn:aws:sqs:*:*:\${aws:username}-*\"}]}"
aws iam create-user --user-name ann --tags Key=team,Value=red > /dev/null
aws iam create-group --group-name team > /dev/null
aws iam add-user-to-group --group-name team --user-name ann
aws iam put-user-policy --user-name ann --policy-name sending --policy-document "$sending"
policy=$(aws iam create-policy --policy-name all --policy-document "$everything" --query Policy.Arn --output text)
aws iam create-policy-version --policy-arn "$policy" --policy-document "$sending" --set-as-default > /dev/null
aws iam attach-group-policy --group-name team --policy-arn "$policy"
equal v2 "$(aws iam get-policy --policy-arn "$policy" --query Policy.DefaultVersionId --output text)"
equal team "$(aws iam list-groups-for-user --user-name ann --query 'Groups[].GroupName' --output text)"
equal red "$(aws iam get-user --user-name ann --query 'User.Tags[0].Value' --output text)"
equal sqs:SendMessage "$(aws iam get-user-policy --user-name ann --policy-name sending --query 'PolicyDocument.Statement[0].Action' --output text)"
equal "allowed implicitDeny" "$(aws iam simulate-principal-policy --policy-source-arn "arn:aws:iam::$ACCOUNT:user/ann" --action-names sqs:SendMessage \
  --resource-arns "arn:aws:sqs:eu-west-1:$ACCOUNT:ann-jobs" "arn:aws:sqs:eu-west-1:$ACCOUNT:bob-jobs" --query 'EvaluationResults[].EvalDecision' --output text | tr '\t' ' ')"
fails 'DeleteConflict' aws iam delete-user --user-name ann
fails 'MalformedPolicyDocument' aws iam put-user-policy --user-name ann --policy-name p --policy-document '{}'
fails 'CreateVirtualMFADevice' aws iam create-virtual-mfa-device --virtual-mfa-device-name phone --outfile qr.png --bootstrap-method QRCodePNG

# Where policies are enforced
ENDPOINT=$ENFORCED_ENDPOINT
aws iam create-user --user-name ann > /dev/null
aws iam put-user-policy --user-name ann --policy-name sending --policy-document "$sending"
url=$(aws sqs create-queue --queue-name ann-jobs --query QueueUrl --output text)
read -r id secret <<< "$(aws iam create-access-key --user-name ann --query 'AccessKey.[AccessKeyId,SecretAccessKey]' --output text)"
as() { AWS_ACCESS_KEY_ID=$id AWS_SECRET_ACCESS_KEY=$secret aws "$@"; }
equal "arn:aws:iam::$ACCOUNT:user/ann" "$(as sts get-caller-identity --query Arn --output text)"
as sqs send-message --queue-url "$url" --message-body hello > /dev/null
fails 'is not authorized to perform: sqs:ReceiveMessage on resource: arn:aws:sqs:eu-west-1' as sqs receive-message --queue-url "$url"
fails 'AccessDenied' as s3 ls
fails 'AccessDeniedException' as dynamodb list-tables
secret=wrong
fails 'signature' as sqs send-message --queue-url "$url" --message-body hello
