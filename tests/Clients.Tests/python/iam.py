import json
import os

import boto3
from aws import client, code
from botocore.config import Config

iam = client("iam")
document = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/${aws:username}/*"}]}
iam.create_user(UserName="ann", Path="/people/")
iam.put_user_policy(UserName="ann", PolicyName="own", PolicyDocument=json.dumps(document))
assert iam.get_user_policy(UserName="ann", PolicyName="own")["PolicyDocument"] == document
result = iam.simulate_principal_policy(PolicySourceArn=iam.get_user(UserName="ann")["User"]["Arn"], ActionNames=["s3:GetObject", "s3:PutObject"], ResourceArns=["arn:aws:s3:::b/ann/key"])
assert [r["EvalDecision"] for r in result["EvaluationResults"]] == ["allowed", "implicitDeny"]
assert iam.get_account_summary()["SummaryMap"]["Users"] == 1
assert [u["UserName"] for page in iam.get_paginator("get_account_authorization_details").paginate() for u in page["UserDetailList"]] == ["ann"]
assert code(iam.create_user, UserName="ann") == "EntityAlreadyExists"

# Where policies are enforced
def enforced(service, key):
    return boto3.client(
        service, endpoint_url=os.environ["ENFORCED_ENDPOINT"], region_name="eu-west-1", config=Config(retries={"max_attempts": 0}, s3={"addressing_style": "path"}),
        aws_access_key_id=key["AccessKeyId"], aws_secret_access_key=key["SecretAccessKey"], aws_session_token=key.get("SessionToken"))

root = {"AccessKeyId": os.environ["ACCOUNT"], "SecretAccessKey": "test"}
iam = enforced("iam", root)
trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": os.environ["ACCOUNT"]}, "Action": "sts:AssumeRole"}]}
role = iam.create_role(RoleName="reader", AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
iam.attach_role_policy(RoleName="reader", PolicyArn="arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess")
bucket = f"b-{os.environ['ACCOUNT']}"
enforced("s3", root).create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
enforced("s3", root).put_object(Bucket=bucket, Key="key", Body=b"body")
session = enforced("sts", root).assume_role(RoleArn=role, RoleSessionName="one")["Credentials"]
s3 = enforced("s3", session)
assert s3.get_object(Bucket=bucket, Key="key")["Body"].read() == b"body"
assert code(s3.put_object, Bucket=bucket, Key="key", Body=b"other") == "AccessDenied"
assert enforced("sts", session).get_caller_identity()["Arn"] == f"arn:aws:sts::{os.environ['ACCOUNT']}:assumed-role/reader/one"
assert code(enforced("sqs", session).list_queues) in ("AccessDenied", "AccessDeniedException")
assert code(enforced("sns", session).list_topics) == "AuthorizationError"
assert code(enforced("lambda", session).list_functions) == "AccessDeniedException"
assert code(enforced("ec2", session).describe_vpcs) == "UnauthorizedOperation"
