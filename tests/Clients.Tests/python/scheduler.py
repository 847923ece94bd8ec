from aws import client, code

scheduler, sqs = client("scheduler"), client("sqs")
url = sqs.create_queue(QueueName="reminders")["QueueUrl"]
arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
common = {"FlexibleTimeWindow": {"Mode": "OFF"}, "Target": {"Arn": arn, "RoleArn": "arn:aws:iam::000000000000:role/r", "Input": "now"}}
scheduler.create_schedule(Name="once", ScheduleExpression="at(2020-01-01T00:00:00)", **common)
assert sqs.receive_message(QueueUrl=url, WaitTimeSeconds=10)["Messages"][0]["Body"] == "now"
assert code(scheduler.create_schedule, Name="bad", ScheduleExpression="sometimes", **common) == "ValidationException"
assert code(scheduler.get_schedule, Name="nowhere") == "ResourceNotFoundException"
