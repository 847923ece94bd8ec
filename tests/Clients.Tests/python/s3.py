import datetime
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

# Object Lock: what is held is not deleted, one by one or together
locked = f"locked-{os.environ['ACCOUNT']}"
s3.create_bucket(Bucket=locked, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}, ObjectLockEnabledForBucket=True)
s3.put_object_lock_configuration(Bucket=locked, ObjectLockConfiguration={"ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 1}}})
version = s3.put_object(Bucket=locked, Key="key", Body=b"held")["VersionId"]
assert s3.get_object_retention(Bucket=locked, Key="key")["Retention"]["Mode"] == "GOVERNANCE"
assert s3.head_object(Bucket=locked, Key="key")["ObjectLockRetainUntilDate"] > datetime.datetime.now(datetime.timezone.utc)
assert code(s3.delete_object, Bucket=locked, Key="key", VersionId=version) == "AccessDenied"
assert s3.delete_objects(Bucket=locked, Delete={"Objects": [{"Key": "key", "VersionId": version}]})["Errors"][0]["Code"] == "AccessDenied"
s3.put_object_legal_hold(Bucket=locked, Key="key", LegalHold={"Status": "ON"})
assert code(s3.delete_object, Bucket=locked, Key="key", VersionId=version, BypassGovernanceRetention=True) == "AccessDenied"
s3.put_object_legal_hold(Bucket=locked, Key="key", LegalHold={"Status": "OFF"})
s3.delete_object(Bucket=locked, Key="key", VersionId=version, BypassGovernanceRetention=True)
s3.delete_bucket(Bucket=locked)

# Lifecycle
s3.put_bucket_lifecycle_configuration(Bucket=bucket, LifecycleConfiguration={"Rules": [
    {"ID": "old", "Status": "Enabled", "Filter": {"Prefix": "tmp/"}, "Expiration": {"Days": 3}, "Transitions": [{"Days": 1, "StorageClass": "GLACIER"}]},
    {"ID": "parts", "Status": "Enabled", "Filter": {}, "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7}}]})
assert 'rule-id="old"' in s3.put_object(Bucket=bucket, Key="tmp/a", Body=b"x")["Expiration"]
upload = s3.create_multipart_upload(Bucket=bucket, Key="parts")
assert upload["AbortRuleId"] == "parts"
s3.abort_multipart_upload(Bucket=bucket, Key="parts", UploadId=upload["UploadId"])

# A key of the customer's own (SSE-C), which a bucket has to let in since April 2026
if "BlockedEncryptionTypes" in s3.meta.service_model.shape_for("ServerSideEncryptionRule").members:
    key = os.urandom(32)
    assert code(s3.put_object, Bucket=bucket, Key="sealed", Body=b"x", SSECustomerAlgorithm="AES256", SSECustomerKey=key) == "AccessDenied"
    s3.put_bucket_encryption(Bucket=bucket, ServerSideEncryptionConfiguration={"Rules": [{
        "ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}, "BlockedEncryptionTypes": {"EncryptionType": ["NONE"]}}]})
    s3.put_object(Bucket=bucket, Key="sealed", Body=b"x", SSECustomerAlgorithm="AES256", SSECustomerKey=key)
    assert s3.get_object(Bucket=bucket, Key="sealed", SSECustomerAlgorithm="AES256", SSECustomerKey=key)["Body"].read() == b"x"
    assert code(s3.get_object, Bucket=bucket, Key="sealed") == "InvalidRequest"
    assert code(s3.get_object, Bucket=bucket, Key="sealed", SSECustomerAlgorithm="AES256", SSECustomerKey=os.urandom(32)) == "AccessDenied"
    assert code(s3.put_object_acl, Bucket=bucket, Key="sealed", ACL="public-read") == "AccessControlListNotSupported"

# Configurations by id
s3.put_bucket_metrics_configuration(Bucket=bucket, Id="all", MetricsConfiguration={"Id": "all"})
assert s3.get_bucket_metrics_configuration(Bucket=bucket, Id="all")["MetricsConfiguration"] == {"Id": "all"}
assert [c["Id"] for c in s3.list_bucket_metrics_configurations(Bucket=bucket)["MetricsConfigurationList"]] == ["all"]
assert code(s3.put_bucket_replication, Bucket=bucket, ReplicationConfiguration={"Role": "arn:aws:iam::123456789012:role/r", "Rules": [
    {"Status": "Enabled", "Prefix": "", "Destination": {"Bucket": "arn:aws:s3:::other"}}]}) == "NotImplemented"
