bucket="files-$ACCOUNT"
aws s3 mb "s3://$bucket" > /dev/null
mkdir site && head -c 9000000 /dev/urandom > site/big && echo hello > site/index.html
aws s3 sync --no-progress site "s3://$bucket/site" > /dev/null
aws s3 cp --no-progress "s3://$bucket/site/big" copy > /dev/null
cmp site/big copy
equal 'site/big site/index.html' "$(aws s3api list-objects-v2 --bucket "$bucket" --query 'Contents[].Key' --output text | tr '\t' ' ')"
fails '404' aws s3 cp "s3://$bucket/nothing" nothing

# A web site, as the CLI sets one up
aws s3 website "s3://$bucket" --index-document index.html --error-document error.html
aws s3api delete-public-access-block --bucket "$bucket"
aws s3api put-bucket-policy --bucket "$bucket" --policy "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::$bucket/*\"}]}"
visit() { curl -s -o page -w '%{http_code}' -H "Host: $bucket.s3-website.eu-west-1.localhost:${ENDPOINT##*:}" "$ENDPOINT$1"; }
equal 200 "$(visit /site/)" && equal hello "$(cat page)"
equal 302 "$(visit /site)"
equal 404 "$(visit /nothing)" && grep -q '<li>Code: NoSuchKey</li>' page

# Object Lock
aws s3api create-bucket --bucket "locked-$ACCOUNT" --object-lock-enabled-for-bucket --create-bucket-configuration LocationConstraint=eu-west-1 > /dev/null
version=$(aws s3api put-object --bucket "locked-$ACCOUNT" --key key --body site/index.html --object-lock-legal-hold-status ON --query VersionId --output text)
fails 'object protected by object lock' aws s3api delete-object --bucket "locked-$ACCOUNT" --key key --version-id "$version"
aws s3api put-object-legal-hold --bucket "locked-$ACCOUNT" --key key --legal-hold Status=OFF
aws s3api delete-object --bucket "locked-$ACCOUNT" --key key --version-id "$version" > /dev/null
aws s3 rb "s3://locked-$ACCOUNT" > /dev/null

aws s3 rb --force "s3://$bucket" > /dev/null
