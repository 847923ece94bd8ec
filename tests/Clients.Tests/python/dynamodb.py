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

# A table with a stream, by the clients
calls = db.meta.client
created = calls.create_table(
    TableName="events",
    BillingMode="PAY_PER_REQUEST",
    KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
    AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
    StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
)["TableDescription"]
calls.get_waiter("table_exists").wait(TableName="events")
calls.transact_write_items(TransactItems=[{"Put": {"TableName": "events", "Item": {"id": f"{n}", "n": n}}} for n in range(20)])
try:
    calls.transact_write_items(TransactItems=[
        {"Update": {"TableName": "events", "Key": {"id": "1"}, "UpdateExpression": "SET n = :n", "ExpressionAttributeValues": {":n": 5}}},
        {"Put": {"TableName": "events", "Item": {"id": "2"}, "ConditionExpression": "attribute_not_exists(id)", "ReturnValuesOnConditionCheckFailure": "ALL_OLD"}},
    ])
    raise AssertionError("the transaction was to be cancelled")
except calls.exceptions.TransactionCanceledException as error:
    assert [reason["Code"] for reason in error.response["CancellationReasons"]] == ["None", "ConditionalCheckFailed"], error.response
assert [found["Item"]["n"] for found in calls.transact_get_items(TransactItems=[{"Get": {"TableName": "events", "Key": {"id": f"{n}"}}} for n in (3, 4)])["Responses"]] == [3, 4]
assert len(calls.batch_get_item(RequestItems={"events": {"Keys": [{"id": f"{n}"} for n in range(25)]}})["Responses"]["events"]) == 20
assert sum(calls.scan(TableName="events", Segment=s, TotalSegments=3)["Count"] for s in range(3)) == 20
calls.update_item(TableName="events", Key={"id": "7"}, UpdateExpression="SET n = :n", ExpressionAttributeValues={":n": 70})
calls.delete_item(TableName="events", Key={"id": "7"})

streams = boto3.client("dynamodbstreams", endpoint_url=os.environ["ENDPOINT"], region_name="eu-west-1", aws_access_key_id=os.environ["ACCOUNT"], aws_secret_access_key="test")
arn = created["LatestStreamArn"]
assert [stream["StreamArn"] for stream in streams.list_streams(TableName="events")["Streams"]] == [arn]
described = streams.describe_stream(StreamArn=arn)["StreamDescription"]
assert described["StreamStatus"] == "ENABLED" and described["StreamViewType"] == "NEW_AND_OLD_IMAGES"
records = []
for shard in described["Shards"]:
    iterator = streams.get_shard_iterator(StreamArn=arn, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
    while page := streams.get_records(ShardIterator=iterator, Limit=3):
        records += page["Records"]
        iterator = page["NextShardIterator"]
        if not page["Records"]:
            break
assert len(records) == 22
seven = [record for record in records if record["dynamodb"]["Keys"]["id"]["S"] == "7"]
assert [record["eventName"] for record in seven] == ["INSERT", "MODIFY", "REMOVE"]
assert seven[1]["dynamodb"]["OldImage"]["n"]["N"] == "7" and seven[1]["dynamodb"]["NewImage"]["n"]["N"] == "70"
calls.update_table(TableName="events", StreamSpecification={"StreamEnabled": False})
assert streams.describe_stream(StreamArn=arn)["StreamDescription"]["StreamStatus"] == "DISABLED"
calls.delete_table(TableName="events")
