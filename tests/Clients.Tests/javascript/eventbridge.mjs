import { assert, failure, load, settings } from './aws.mjs';

const { EventBridge } = await load('eventbridge');
const { SQS } = await load('sqs');
const events = new EventBridge(settings), sqs = new SQS(settings);

const { QueueUrl } = await sqs.createQueue({ QueueName: 'inbox' });
const { Attributes: { QueueArn } } = await sqs.getQueueAttributes({ QueueUrl, AttributeNames: ['QueueArn'] });
const { EventBusArn } = await events.createEventBus({ Name: 'shop' });
assert.match(EventBusArn, /^arn:aws:events:eu-west-1:\d{12}:event-bus\/shop$/);
await events.putRule({ Name: 'paid', EventBusName: 'shop', EventPattern: JSON.stringify({ source: ['shop'], detail: { total: [{ numeric: ['>', 10] }] } }) });
const targets = await events.putTargets({ Rule: 'paid', EventBusName: 'shop', Targets: [{ Id: 'q', Arn: QueueArn, InputTransformer: { InputPathsMap: { id: '$.detail.id' }, InputTemplate: '{"order":"<id>"}' } }] });
assert.equal(targets.FailedEntryCount, 0);

const put = await events.putEvents({
  Entries: [
    { EventBusName: 'shop', Source: 'shop', DetailType: 'paid', Detail: '{"id":"o-1","total":12}' },
    { EventBusName: 'shop', Source: 'shop', DetailType: 'paid', Detail: '{"id":"o-2","total":9}' },
    { EventBusName: 'shop', Source: 'shop', DetailType: 'paid', Detail: 'no json' },
  ],
});
assert.equal(put.FailedEntryCount, 1);
assert.equal(put.Entries[2].ErrorCode, 'MalformedDetail');
const { Messages } = await sqs.receiveMessage({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 5 });
assert.deepEqual(Messages.map(m => JSON.parse(m.Body)), [{ order: 'o-1' }]);

assert.equal((await failure(events.putRule({ Name: 'bad', EventPattern: '{"source": "shop"}' }))).name, 'InvalidEventPatternException');
assert.equal((await failure(events.describeRule({ Name: 'nowhere' }))).name, 'ResourceNotFoundException');
assert.equal((await events.testEventPattern({ EventPattern: '{"source":[{"prefix":"sh"}]}', Event: JSON.stringify({ id: '1', source: 'shop', account: '1', time: '2026-01-01T00:00:00Z', region: 'r', resources: [], 'detail-type': 't', detail: {} }) })).Result, true);
assert.equal((await events.listRules({ EventBusName: 'shop' })).Rules[0].Name, 'paid');
assert.match((await failure(events.deleteRule({ Name: 'paid', EventBusName: 'shop' }))).message, /targets/);
await events.removeTargets({ Rule: 'paid', EventBusName: 'shop', Ids: ['q'] });
await events.deleteRule({ Name: 'paid', EventBusName: 'shop' });
await events.deleteEventBus({ Name: 'shop' });
