bucket="files-$ACCOUNT"
aws s3 mb "s3://$bucket" > /dev/null
mkdir site && head -c 9000000 /dev/urandom > site/big && echo hello > site/index.html
aws s3 sync --no-progress site "s3://$bucket/site" > /dev/null
aws s3 cp --no-progress "s3://$bucket/site/big" copy > /dev/null
cmp site/big copy
equal 'site/big site/index.html' "$(aws s3api list-objects-v2 --bucket "$bucket" --query 'Contents[].Key' --output text | tr '\t' ' ')"
fails '404' aws s3 cp "s3://$bucket/nothing" nothing
aws s3 rb --force "s3://$bucket" > /dev/null
