import json

from aws import client, code

events, sqs = client("events"), client("sqs")
url = sqs.create_queue(QueueName="inbox")["QueueUrl"]
arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
events.put_rule(Name="paid", EventPattern=json.dumps({"source": ["shop"], "detail": {"total": [{"numeric": [">", 10]}]}}))
assert events.put_targets(Rule="paid", Targets=[{"Id": "q", "Arn": arn, "InputPath": "$.detail"}])["FailedEntryCount"] == 0
put = events.put_events(Entries=[
    {"Source": "shop", "DetailType": "paid", "Detail": json.dumps({"total": 12})},
    {"Source": "shop", "DetailType": "paid", "Detail": json.dumps({"total": 9})},
    {"DetailType": "paid", "Detail": "{}"},
])
assert (put["FailedEntryCount"], put["Entries"][2]["ErrorCode"]) == (1, "InvalidArgument")
got = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, WaitTimeSeconds=5)["Messages"]
assert [json.loads(m["Body"]) for m in got] == [{"total": 12}]
assert code(events.put_rule, Name="bad", EventPattern="[]") == "InvalidEventPatternException"
assert code(events.put_rule, Name="bad", ScheduleExpression="rate(1 minutes)") == "ValidationException"
assert [r["Name"] for r in events.list_rules()["Rules"]] == ["paid"]
assert [b["Name"] for b in events.list_event_buses()["EventBuses"]] == ["default"]
