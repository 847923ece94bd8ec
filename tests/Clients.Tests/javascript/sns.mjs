import { assert, failure, load, settings } from './aws.mjs';

const { SNS } = await load('sns');
const { SQS } = await load('sqs');
const sns = new SNS(settings), sqs = new SQS(settings);
const queue = async (name, attributes = {}) => {
  const { QueueUrl } = await sqs.createQueue({ QueueName: name, Attributes: attributes });
  return { url: QueueUrl, arn: (await sqs.getQueueAttributes({ QueueUrl, AttributeNames: ['QueueArn'] })).Attributes.QueueArn };
};
const bodies = async (url, number) => {
  const found = [];
  while (found.length < number) {
    const { Messages = [] } = await sqs.receiveMessage({ QueueUrl: url, MaxNumberOfMessages: 10, WaitTimeSeconds: 5, MessageAttributeNames: ['All'] });
    for (const message of Messages) {
      found.push(message);
      await sqs.deleteMessage({ QueueUrl: url, ReceiptHandle: message.ReceiptHandle });
    }
  }
  return found;
};

const all = await queue('all'), paid = await queue('paid');
const { TopicArn } = await sns.createTopic({ Name: 'orders', Tags: [{ Key: 'team', Value: 'blue' }] });
assert.equal((await sns.createTopic({ Name: 'orders', Tags: [{ Key: 'team', Value: 'blue' }] })).TopicArn, TopicArn);
await sns.subscribe({ TopicArn, Protocol: 'sqs', Endpoint: all.arn });
const { SubscriptionArn } = await sns.subscribe({ TopicArn, Protocol: 'sqs', Endpoint: paid.arn, ReturnSubscriptionArn: true, Attributes: { RawMessageDelivery: 'true', FilterPolicy: '{"kind":["paid"],"total":[{"numeric":[">",10]}]}' } });
const kind = value => ({ kind: { DataType: 'String', StringValue: value }, total: { DataType: 'Number', StringValue: '12' } });

const { MessageId } = await sns.publish({ TopicArn, Message: 'first', Subject: 'hello', MessageAttributes: kind('open') });
const batch = await sns.publishBatch({ TopicArn, PublishBatchRequestEntries: [{ Id: '1', Message: 'second', MessageAttributes: kind('paid') }, { Id: '2', Message: '' }] });
assert.deepEqual([batch.Successful.map(e => e.Id), batch.Failed.map(e => [e.Id, e.Code])], [['1'], [['2', 'InvalidParameter']]]);

const envelopes = (await bodies(all.url, 2)).map(m => JSON.parse(m.Body)).sort((a, b) => a.Message.localeCompare(b.Message));
assert.deepEqual([envelopes[0].Type, envelopes[0].MessageId, envelopes[0].Subject, envelopes[0].TopicArn], ['Notification', MessageId, 'hello', TopicArn]);
assert.deepEqual(envelopes[1].MessageAttributes.kind, { Type: 'String', Value: 'paid' });
const [raw] = await bodies(paid.url, 1);
assert.deepEqual([raw.Body, raw.MessageAttributes.kind.StringValue], ['second', 'paid']);

assert.equal((await sns.getSubscriptionAttributes({ SubscriptionArn })).Attributes.RawMessageDelivery, 'true');
assert.equal((await sns.listSubscriptionsByTopic({ TopicArn })).Subscriptions.length, 2);
assert.equal((await failure(sns.publish({ TopicArn: `${TopicArn}x`, Message: 'x' }))).name.replace('Exception', ''), 'NotFound');
assert.match((await failure(sns.publish({ TopicArn, Message: 'x', Subject: 'two\nlines' }))).name, /InvalidParameter/);

const fifoQueue = await queue('steps.fifo', { FifoQueue: 'true' });
const fifo = (await sns.createTopic({ Name: 'steps.fifo', Attributes: { FifoTopic: 'true', ContentBasedDeduplication: 'true' } })).TopicArn;
await sns.subscribe({ TopicArn: fifo, Protocol: 'sqs', Endpoint: fifoQueue.arn, Attributes: { RawMessageDelivery: 'true' } });
for (const Message of ['one', 'one', 'two', 'three']) assert.ok((await sns.publish({ TopicArn: fifo, Message, MessageGroupId: 'g' })).SequenceNumber);
assert.deepEqual((await bodies(fifoQueue.url, 3)).map(m => m.Body), ['one', 'two', 'three']);
await sns.unsubscribe({ SubscriptionArn });
await sns.deleteTopic({ TopicArn });
