from aws import client

cloudformation, sqs = client("cloudformation"), client("sqs")
template = """
Parameters:
  Seconds: { Type: Number, Default: 30 }
Resources:
  Dead: { Type: AWS::SQS::Queue }
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: !Ref Seconds
      RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 3 }
Outputs:
  Url: { Value: !Ref Jobs }
  Name: { Value: !Sub "${AWS::StackName}/${Jobs.QueueName}" }
"""
cloudformation.create_stack(StackName="app", TemplateBody=template)
cloudformation.get_waiter("stack_create_complete").wait(StackName="app", WaiterConfig={"Delay": 1})
outputs = {o["OutputKey"]: o["OutputValue"] for o in cloudformation.describe_stacks(StackName="app")["Stacks"][0]["Outputs"]}
assert outputs["Name"].startswith("app/app-Jobs-")
cloudformation.update_stack(StackName="app", TemplateBody=template, Parameters=[{"ParameterKey": "Seconds", "ParameterValue": "9"}])
cloudformation.get_waiter("stack_update_complete").wait(StackName="app", WaiterConfig={"Delay": 1})
assert sqs.get_queue_attributes(QueueUrl=outputs["Url"], AttributeNames=["VisibilityTimeout"])["Attributes"]["VisibilityTimeout"] == "9"
cloudformation.delete_stack(StackName="app")
