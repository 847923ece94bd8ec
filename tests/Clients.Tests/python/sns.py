import json

from aws import client, code

sns, sqs = client("sns"), client("sqs")
url = sqs.create_queue(QueueName="inbox")["QueueUrl"]
arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
topic = sns.create_topic(Name="orders")["TopicArn"]
subscription = sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn, Attributes={"FilterPolicy": '{"kind":[{"prefix":"pa"}]}'}, ReturnSubscriptionArn=True)["SubscriptionArn"]
for kind in ("open", "paid"):
    sns.publish(TopicArn=topic, MessageStructure="json", Message=json.dumps({"default": "d", "sqs": f"for the queue: {kind}"}), MessageAttributes={"kind": {"DataType": "String", "StringValue": kind}})
messages = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, WaitTimeSeconds=5)["Messages"]
assert [json.loads(m["Body"])["Message"] for m in messages] == ["for the queue: paid"]
attributes = sns.get_topic_attributes(TopicArn=topic)["Attributes"]
assert (attributes["SubscriptionsConfirmed"], attributes["TopicArn"]) == ("1", topic)
assert code(sns.subscribe, TopicArn=topic, Protocol="pigeon", Endpoint="x") == "InvalidParameter"
assert code(sns.set_subscription_attributes, SubscriptionArn=subscription, AttributeName="FilterPolicy", AttributeValue="{") == "InvalidParameter"
assert code(sns.get_topic_attributes, TopicArn=topic + "x") == "NotFound"
sns.delete_topic(TopicArn=topic)
assert sns.list_topics()["Topics"] == []
