import { assert, failure, isCurrent, load, settings } from './aws.mjs';

const { DynamoDB } = await load('dynamodb');
const db = new DynamoDB(settings);
const TableName = 'orders';

await db.createTable({
  TableName, BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }, { AttributeName: 'sk', KeyType: 'RANGE' }],
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }, { AttributeName: 'sk', AttributeType: 'N' }],
});
assert.equal((await db.describeTable({ TableName })).Table.TableStatus, 'ACTIVE');
assert.equal((await failure(db.createTable({ TableName, BillingMode: 'PAY_PER_REQUEST', KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }], AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }] }))).name, 'ResourceInUseException');

for (let n = 1; n <= 5; n++) await db.putItem({ TableName, Item: { pk: { S: 'a' }, sk: { N: `${n}` }, data: { M: { list: { L: [{ N: '1.50' }, { BOOL: true }, { NULL: true }, { B: new Uint8Array([1, 2]) }] }, set: { SS: ['x', 'y'] } } } } });
const { Item } = await db.getItem({ TableName, Key: { pk: { S: 'a' }, sk: { N: '1' } } });
assert.equal(Item.data.M.list.L[0].N, '1.5');
assert.deepEqual([...Item.data.M.list.L[3].B], [1, 2]);

const refused = await failure(db.putItem({ TableName, Item: { pk: { S: 'a' }, sk: { N: '1' } }, ConditionExpression: 'attribute_not_exists(pk)' }));
assert.equal(refused.name, 'ConditionalCheckFailedException');
const updated = await db.updateItem({ TableName, Key: { pk: { S: 'a' }, sk: { N: '1' } }, UpdateExpression: 'SET #c = if_not_exists(#c, :zero) + :one REMOVE #d', ExpressionAttributeNames: { '#c': 'count', '#d': 'data' }, ExpressionAttributeValues: { ':zero': { N: '0' }, ':one': { N: '1' } }, ReturnValues: 'ALL_NEW' });
assert.deepEqual(updated.Attributes, { pk: { S: 'a' }, sk: { N: '1' }, count: { N: '1' } });

const page = await db.query({ TableName, KeyConditionExpression: 'pk = :p AND sk > :s', ExpressionAttributeValues: { ':p': { S: 'a' }, ':s': { N: '1' } }, Limit: 3, ScanIndexForward: false });
assert.deepEqual(page.Items.map(i => i.sk.N), ['5', '4', '3']);
assert.equal(page.LastEvaluatedKey.sk.N, '3');
const rest = await db.query({ TableName, KeyConditionExpression: 'pk = :p AND sk > :s', ExpressionAttributeValues: { ':p': { S: 'a' }, ':s': { N: '1' } }, ScanIndexForward: false, ExclusiveStartKey: page.LastEvaluatedKey });
assert.deepEqual(rest.Items.map(i => i.sk.N), ['2']);

const cancelled = await failure(db.transactWriteItems({ TransactItems: [{ Delete: { TableName, Key: { pk: { S: 'a' }, sk: { N: '2' } } } }, { ConditionCheck: { TableName, Key: { pk: { S: 'z' }, sk: { N: '1' } }, ConditionExpression: 'attribute_exists(pk)' } }] }));
assert.equal(cancelled.name, 'TransactionCanceledException');
assert.deepEqual(cancelled.CancellationReasons.map(r => r.Code), ['None', 'ConditionalCheckFailed']);
await db.batchWriteItem({ RequestItems: { [TableName]: [2, 3, 4].map(n => ({ DeleteRequest: { Key: { pk: { S: 'a' }, sk: { N: `${n}` } } } })) } });
assert.equal((await db.scan({ TableName, Select: 'COUNT' })).Count, 2);
assert.equal((await failure(db.getItem({ TableName: 'nowhere', Key: { pk: { S: 'a' } } }))).name, 'ResourceNotFoundException');
await db.deleteTable({ TableName });

// A stream, by today's client of it
await db.createTable({
  TableName: 'events', BillingMode: 'PAY_PER_REQUEST', StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }], AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
});
await db.transactWriteItems({ TransactItems: [1, 2, 3].map(n => ({ Put: { TableName: 'events', Item: { id: { S: `${n}` }, n: { N: `${n}` } } } })) });
const { Responses } = await db.transactGetItems({ TransactItems: [1, 9].map(n => ({ Get: { TableName: 'events', Key: { id: { S: `${n}` } } } })) });
assert.deepEqual(Responses.map(r => r.Item?.n?.N), ['1', undefined]);
assert.equal((await db.batchGetItem({ RequestItems: { events: { Keys: [1, 2, 9].map(n => ({ id: { S: `${n}` } })) } } })).Responses.events.length, 2);
const arn = (await db.describeTable({ TableName: 'events' })).Table.LatestStreamArn;
if (isCurrent) {
  const { DynamoDBStreams } = await load('dynamodb-streams');
  const streams = new DynamoDBStreams(settings);
  const { StreamDescription: { Shards, StreamStatus } } = await streams.describeStream({ StreamArn: arn });
  assert.equal(StreamStatus, 'ENABLED');
  const seen = [];
  for (const { ShardId } of Shards) {
    const { ShardIterator } = await streams.getShardIterator({ StreamArn: arn, ShardId, ShardIteratorType: 'TRIM_HORIZON' });
    seen.push(...(await streams.getRecords({ ShardIterator })).Records);
  }
  assert.deepEqual(seen.map(r => r.dynamodb.NewImage.n.N).sort(), ['1', '2', '3']);
  assert.ok(seen.every(r => r.eventName === 'INSERT' && r.dynamodb.ApproximateCreationDateTime instanceof Date));
  assert.equal((await failure(streams.getRecords({ ShardIterator: 'x' }))).name, 'ValidationException');
}
await db.deleteTable({ TableName: 'events' });
