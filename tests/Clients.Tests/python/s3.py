import io
import os
import urllib.request

from aws import client, code

s3 = client("s3", s3={"addressing_style": "path"}, signature_version="s3v4")
bucket = f"files-{os.environ['ACCOUNT']}"
s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
s3.put_object(Bucket=bucket, Key="grüße +.txt", Body=b"hello world", Metadata={"owner": "me"})
got = s3.get_object(Bucket=bucket, Key="grüße +.txt")
assert (got["Body"].read(), got["Metadata"]) == (b"hello world", {"owner": "me"})
s3.upload_fileobj(io.BytesIO(b"x" * (9 << 20)), bucket, "big")
assert s3.head_object(Bucket=bucket, Key="big")["ETag"].endswith('-2"')
address = s3.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": "grüße +.txt"}, ExpiresIn=60)
assert urllib.request.urlopen(address).read() == b"hello world"
assert code(s3.get_object, Bucket=bucket, Key="nothing") == "NoSuchKey"
assert code(s3.head_object, Bucket=bucket, Key="nothing") == "404"
assert code(s3.delete_bucket, Bucket=bucket) == "BucketNotEmpty"
assert [o["Key"] for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, PaginationConfig={"PageSize": 1}) for o in page["Contents"]] == ["big", "grüße +.txt"]

# An empty body is sent with Expect: 100-continue; what comes behind it on the same connection has to be answered, too
one = client("s3", s3={"addressing_style": "path"}, max_pool_connections=1, read_timeout=15)
for _ in range(3):
    one.put_object(Bucket=bucket, Key="empty", Body=b"")
    one.put_object(Bucket=bucket, Key="full", Body=b"full")
    assert code(one.put_object, Bucket="no-such-" + bucket, Key="empty", Body=b"") == "NoSuchBucket"
    assert one.get_object(Bucket=bucket, Key="full")["Body"].read() == b"full"
assert one.head_object(Bucket=bucket, Key="empty")["ContentLength"] == 0
