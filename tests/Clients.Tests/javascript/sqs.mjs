import { assert, failure, load, settings } from './aws.mjs';

const { SQS } = await load('sqs');
const sqs = new SQS(settings);

const { QueueUrl } = await sqs.createQueue({ QueueName: 'jobs', Attributes: { VisibilityTimeout: '5' }, tags: { team: 'blue' } });
assert.equal((await sqs.createQueue({ QueueName: 'jobs' })).QueueUrl, QueueUrl);
assert.equal((await failure(sqs.createQueue({ QueueName: 'jobs', Attributes: { VisibilityTimeout: '6' } }))).name, 'QueueNameExists');
assert.match((await failure(sqs.getQueueUrl({ QueueName: 'nowhere' }))).name, /QueueDoesNotExist|NonExistentQueue/);
assert.deepEqual((await sqs.listQueueTags({ QueueUrl })).Tags, { team: 'blue' });

// The SDK compares the MD5 sums of body and attributes with its own
const sent = await sqs.sendMessage({
  QueueUrl, MessageBody: 'grüße 🎉',
  MessageAttributes: { kind: { DataType: 'String', StringValue: 'report' }, pages: { DataType: 'Number', StringValue: '12' }, raw: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 1, 255]) } },
});
const { Messages: [message] } = await sqs.receiveMessage({ QueueUrl, MessageAttributeNames: ['All'], AttributeNames: ['All'], WaitTimeSeconds: 5 });
assert.equal(message.MessageId, sent.MessageId);
assert.equal(message.Body, 'grüße 🎉');
assert.equal(message.MessageAttributes.pages.StringValue, '12');
assert.deepEqual([...message.MessageAttributes.raw.BinaryValue], [0, 1, 255]);
assert.equal(message.Attributes.ApproximateReceiveCount, '1');
await sqs.changeMessageVisibility({ QueueUrl, ReceiptHandle: message.ReceiptHandle, VisibilityTimeout: 0 });
const { Messages: [again] } = await sqs.receiveMessage({ QueueUrl, AttributeNames: ['ApproximateReceiveCount'], WaitTimeSeconds: 5 });
assert.equal(again.Attributes.ApproximateReceiveCount, '2');
await sqs.deleteMessage({ QueueUrl, ReceiptHandle: again.ReceiptHandle });

const batch = await sqs.sendMessageBatch({ QueueUrl, Entries: [{ Id: 'a', MessageBody: 'one' }, { Id: 'b', MessageBody: '' }] });
assert.deepEqual(batch.Successful.map(e => e.Id), ['a']);
assert.deepEqual(batch.Failed.map(e => [e.Id, e.Code, e.SenderFault]), [['b', 'MissingParameter', true]]);
assert.match((await failure(sqs.sendMessageBatch({ QueueUrl, Entries: [] }))).name, /EmptyBatchRequest/);

const fifo = (await sqs.createQueue({ QueueName: 'orders.fifo', Attributes: { FifoQueue: 'true', ContentBasedDeduplication: 'true' } })).QueueUrl;
const first = await sqs.sendMessage({ QueueUrl: fifo, MessageBody: 'first', MessageGroupId: 'g' });
assert.equal((await sqs.sendMessage({ QueueUrl: fifo, MessageBody: 'first', MessageGroupId: 'g' })).MessageId, first.MessageId);
await sqs.sendMessage({ QueueUrl: fifo, MessageBody: 'second', MessageGroupId: 'g' });
assert.deepEqual((await sqs.receiveMessage({ QueueUrl: fifo, MaxNumberOfMessages: 10, WaitTimeSeconds: 5 })).Messages.map(m => m.Body), ['first', 'second']);

assert.equal((await sqs.listQueues({ QueueNamePrefix: 'jo' })).QueueUrls.length, 1);
await sqs.deleteQueue({ QueueUrl });
assert.match((await failure(sqs.sendMessage({ QueueUrl, MessageBody: 'late' }))).name, /QueueDoesNotExist|NonExistentQueue/);
