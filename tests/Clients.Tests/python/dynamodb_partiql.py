from decimal import Decimal
import gzip
import json
import os

import boto3
from botocore.exceptions import ClientError

settings = dict(endpoint_url=os.environ["ENDPOINT"], region_name="eu-west-1", aws_access_key_id=os.environ["ACCOUNT"], aws_secret_access_key="test")
db = boto3.resource("dynamodb", **settings).meta.client
key = {"KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
       "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}, {"AttributeName": "sk", "AttributeType": "N"}]}
arn = db.create_table(TableName="parts", BillingMode="PAY_PER_REQUEST", **key)["TableDescription"]["TableArn"]
for n in range(12):
    db.execute_statement(Statement="INSERT INTO parts VALUE {'pk': ?, 'sk': ?, 'price': ?}", Parameters=["a", n, Decimal("1.25")])
try:
    db.execute_statement(Statement="INSERT INTO parts VALUE {'pk': 'a', 'sk': 1}")
    raise AssertionError("there was one already")
except db.exceptions.DuplicateItemException as error:
    assert error.response["Error"]["Message"] == "Duplicate primary key exists in table"

token, found = {}, []
while True:
    page = db.execute_statement(Statement="SELECT sk FROM parts WHERE pk = 'a' AND sk BETWEEN ? AND ? ORDER BY sk DESC", Parameters=[2, 9], Limit=3, **token)
    found += [int(item["sk"]) for item in page["Items"]]
    if "NextToken" not in page:
        break
    token = {"NextToken": page["NextToken"]}
assert found == list(range(9, 1, -1)), found

answers = db.batch_execute_statement(Statements=[
    {"Statement": "UPDATE parts SET price = price + 1, tags = set_add(tags, <<'x'>>) WHERE pk = 'a' AND sk = 1 RETURNING MODIFIED NEW *"},
    {"Statement": "DELETE FROM nowhere WHERE pk = 'a'"},
])["Responses"]
assert answers[0] == {"TableName": "parts", "Item": {"price": Decimal("2.25"), "tags": {"x"}}}, answers
assert answers[1]["Error"]["Code"] == "ResourceNotFound", answers
try:
    db.execute_transaction(TransactStatements=[
        {"Statement": "DELETE FROM parts WHERE pk = 'a' AND sk = 2"},
        {"Statement": "EXISTS(SELECT * FROM parts WHERE pk = 'a' AND sk = 3 AND price IS MISSING)"},
    ])
    raise AssertionError("the transaction was to be cancelled")
except db.exceptions.TransactionCanceledException as error:
    assert [reason["Code"] for reason in error.response["CancellationReasons"]] == ["None", "ConditionalCheckFailed"], error.response
assert db.execute_transaction(TransactStatements=[{"Statement": "SELECT price FROM parts WHERE pk = 'a' AND sk = 2"}])["Responses"] == [{"Item": {"price": Decimal("1.25")}}]

# To a bucket and back, with what a file of an export looks like
s3 = boto3.client("s3", **settings)
# Names of buckets are everybody's
bucket = f"python-exchange-{os.environ['ACCOUNT']}"
s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
db.update_continuous_backups(TableName="parts", PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True})
export = db.export_table_to_point_in_time(TableArn=arn, S3Bucket=bucket)["ExportDescription"]["ExportArn"]
export = db.describe_export(ExportArn=export)["ExportDescription"]
assert (export["ExportStatus"], export["ItemCount"]) == ("COMPLETED", 12), export
read = lambda name: s3.get_object(Bucket=bucket, Key=name)["Body"].read()
files = json.loads(read(json.loads(read(export["ExportManifest"]))["manifestFilesS3Key"]))
assert len([json.loads(line)["Item"] for line in gzip.decompress(read(files["dataFileS3Key"])).splitlines()]) == 12
s3.put_object(Bucket=bucket, Key="in.csv", Body=b"pk,sk,name\nb,1,one\nb,two,2\n")
imported = db.import_table(S3BucketSource={"S3Bucket": bucket, "S3KeyPrefix": "in.csv"}, InputFormat="CSV",
                           TableCreationParameters={"TableName": "copies", "BillingMode": "PAY_PER_REQUEST", **key})["ImportTableDescription"]["ImportArn"]
imported = db.describe_import(ImportArn=imported)["ImportTableDescription"]
assert (imported["ImportStatus"], imported["ImportedItemCount"], imported["ErrorCount"]) == ("COMPLETED", 1, 1), imported
assert db.scan(TableName="copies")["Items"] == [{"pk": "b", "sk": 1, "name": "one"}]

backup = db.create_backup(TableName="copies", BackupName="one")["BackupDetails"]["BackupArn"]
db.delete_table(TableName="copies")
db.restore_table_from_backup(BackupArn=backup, TargetTableName="copies")
db.get_waiter("table_exists").wait(TableName="copies")
assert db.scan(TableName="copies")["Count"] == 1
# Older clients do not know it
if hasattr(db, "put_resource_policy"):
    policy = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "dynamodb:*", "Resource": arn}]})
    revision = db.put_resource_policy(ResourceArn=arn, Policy=policy, ConfirmRemoveSelfResourceAccess=True)["RevisionId"]
    kept = db.get_resource_policy(ResourceArn=arn)
    assert (kept["Policy"], kept["RevisionId"]) == (policy, revision), kept
    try:
        db.get_resource_policy(ResourceArn=arn.replace("parts", "copies"))
        raise AssertionError("there is none")
    except ClientError as error:
        assert error.response["Error"]["Code"] == "PolicyNotFoundException"
for table in ("parts", "copies"):
    db.delete_table(TableName=table)
