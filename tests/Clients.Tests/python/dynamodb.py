from decimal import Decimal
import os

import boto3
from boto3.dynamodb.conditions import Attr, Key
from botocore.exceptions import ClientError

db = boto3.resource("dynamodb", endpoint_url=os.environ["ENDPOINT"], region_name="eu-west-1", aws_access_key_id=os.environ["ACCOUNT"], aws_secret_access_key="test")
table = db.create_table(
    TableName="orders",
    BillingMode="PAY_PER_REQUEST",
    KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
    AttributeDefinitions=[{"AttributeName": n, "AttributeType": t} for n, t in (("pk", "S"), ("sk", "N"), ("status", "S"))],
    GlobalSecondaryIndexes=[{"IndexName": "by-status", "KeySchema": [{"AttributeName": "status", "KeyType": "HASH"}], "Projection": {"ProjectionType": "ALL"}}],
)
table.wait_until_exists()
with table.batch_writer() as batch:
    for n in range(60):
        batch.put_item(Item={"pk": "a", "sk": n, "status": "open" if n % 2 else "done", "price": Decimal("1.25"), "tags": {"x", "y"}})
assert table.query(KeyConditionExpression=Key("pk").eq("a") & Key("sk").between(10, 19))["Count"] == 10
assert table.query(IndexName="by-status", KeyConditionExpression=Key("status").eq("open"))["Count"] == 30
assert table.scan(FilterExpression=Attr("sk").gte(50) & Attr("tags").contains("x"))["Count"] == 10
try:
    table.put_item(Item={"pk": "a", "sk": 1}, ConditionExpression=Attr("pk").not_exists())
    raise AssertionError("the condition was to fail")
except ClientError as error:
    assert error.response["Error"] == {"Message": "The conditional request failed", "Code": "ConditionalCheckFailedException"}
assert table.get_item(Key={"pk": "a", "sk": 1})["Item"]["price"] == Decimal("1.25")
table.delete()
table.wait_until_not_exists()
