import { assert, failure, load, settings } from './aws.mjs';

const { CloudFormation, waitUntilStackCreateComplete, waitUntilStackDeleteComplete } = await load('cloudformation');
const { SQS } = await load('sqs');
const cloudFormation = new CloudFormation(settings), sqs = new SQS(settings);
const patience = { client: cloudFormation, maxWaitTime: 30, minDelay: 0.2, maxDelay: 0.2 };

const TemplateBody = JSON.stringify({
  Parameters: { Seconds: { Type: 'Number', Default: 30 } },
  Resources: { Jobs: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: { Ref: 'Seconds' } } } },
  Outputs: { Url: { Value: { Ref: 'Jobs' } } },
});
await cloudFormation.createStack({ StackName: 'app', TemplateBody, Parameters: [{ ParameterKey: 'Seconds', ParameterValue: '7' }] });
await waitUntilStackCreateComplete(patience, { StackName: 'app' });
const { Stacks: [stack] } = await cloudFormation.describeStacks({ StackName: 'app' });
const [{ OutputValue: QueueUrl }] = stack.Outputs;
assert.equal((await sqs.getQueueAttributes({ QueueUrl, AttributeNames: ['VisibilityTimeout'] })).Attributes.VisibilityTimeout, '7');
assert.equal((await failure(cloudFormation.updateStack({ StackName: 'app', TemplateBody, Parameters: [{ ParameterKey: 'Seconds', UsePreviousValue: true }] }))).message, 'No updates are to be performed.');
await cloudFormation.deleteStack({ StackName: 'app' });
await waitUntilStackDeleteComplete(patience, { StackName: stack.StackId });
