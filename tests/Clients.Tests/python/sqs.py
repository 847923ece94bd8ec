from aws import client, code

sqs = client("sqs")
url = sqs.create_queue(QueueName="jobs", Attributes={"VisibilityTimeout": "5"}, tags={"team": "blue"})["QueueUrl"]
assert sqs.get_queue_url(QueueName="jobs")["QueueUrl"] == url
assert code(sqs.get_queue_url, QueueName="nowhere") == "AWS.SimpleQueueService.NonExistentQueue"
assert code(sqs.create_queue, QueueName="jobs", Attributes={"VisibilityTimeout": "6"}) == "QueueAlreadyExists"
assert code(sqs.create_queue, QueueName="no good") == "InvalidParameterValue"
assert sqs.list_queue_tags(QueueUrl=url)["Tags"] == {"team": "blue"}

sent = sqs.send_message(QueueUrl=url, MessageBody="grüße 🎉", MessageAttributes={"raw": {"DataType": "Binary", "BinaryValue": b"\x00\xff"}})
message = sqs.receive_message(QueueUrl=url, MessageAttributeNames=["All"], AttributeNames=["All"], WaitTimeSeconds=5)["Messages"][0]
assert (message["MessageId"], message["Body"]) == (sent["MessageId"], "grüße 🎉")
assert message["MessageAttributes"]["raw"]["BinaryValue"] == b"\x00\xff"
sqs.change_message_visibility(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0)
again = sqs.receive_message(QueueUrl=url, AttributeNames=["ApproximateReceiveCount"], WaitTimeSeconds=5)["Messages"][0]
assert again["Attributes"]["ApproximateReceiveCount"] == "2"
sqs.delete_message(QueueUrl=url, ReceiptHandle=again["ReceiptHandle"])
assert code(sqs.delete_message, QueueUrl=url, ReceiptHandle="nonsense") == "ReceiptHandleIsInvalid"

batch = sqs.send_message_batch(QueueUrl=url, Entries=[{"Id": str(n), "MessageBody": f"m{n}"} for n in range(10)])
assert len(batch["Successful"]) == 10
assert code(sqs.send_message_batch, QueueUrl=url, Entries=[{"Id": "a", "MessageBody": "1"}, {"Id": "a", "MessageBody": "2"}]) == "AWS.SimpleQueueService.BatchEntryIdsNotDistinct"
bodies = set()
while len(bodies) < 10:
    got = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, WaitTimeSeconds=5)["Messages"]
    bodies |= {m["Body"] for m in got}
    sqs.delete_message_batch(QueueUrl=url, Entries=[{"Id": str(i), "ReceiptHandle": m["ReceiptHandle"]} for i, m in enumerate(got)])
assert "Messages" not in sqs.receive_message(QueueUrl=url)

fifo = sqs.create_queue(QueueName="orders.fifo", Attributes={"FifoQueue": "true", "ContentBasedDeduplication": "true"})["QueueUrl"]
for body in ("first", "first", "second"):
    sqs.send_message(QueueUrl=fifo, MessageBody=body, MessageGroupId="g")
got = sqs.receive_message(QueueUrl=fifo, MaxNumberOfMessages=10, WaitTimeSeconds=5)["Messages"]
assert [m["Body"] for m in got] == ["first", "second"]
assert code(sqs.send_message, QueueUrl=fifo, MessageBody="x") == "MissingParameter"
sqs.delete_queue(QueueUrl=url)
assert code(sqs.send_message, QueueUrl=url, MessageBody="late") == "AWS.SimpleQueueService.NonExistentQueue"
