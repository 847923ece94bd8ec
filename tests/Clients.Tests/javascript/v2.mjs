// The SDK before version 3: the query protocol for queues, signatures and checksums of its own.
import assert from 'node:assert/strict';
process.env.AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE = '1';
const { default: AWS } = await import('aws-sdk');

AWS.config.update({ region: 'eu-west-1', accessKeyId: process.env.ACCOUNT, secretAccessKey: 'test', maxRetries: 0 });
const endpoint = process.env.ENDPOINT;
const sqs = new AWS.SQS({ endpoint }), events = new AWS.EventBridge({ endpoint }), db = new AWS.DynamoDB.DocumentClient({ endpoint });
const s3 = new AWS.S3({ endpoint, s3ForcePathStyle: true }), sts = new AWS.STS({ endpoint });

assert.equal((await sts.getCallerIdentity().promise()).Account, process.env.ACCOUNT);

const { QueueUrl } = await sqs.createQueue({ QueueName: 'jobs' }).promise();
const { Attributes } = await sqs.getQueueAttributes({ QueueUrl, AttributeNames: ['All'] }).promise();
await events.putRule({ Name: 'all', EventPattern: '{"source":["v2"]}' }).promise();
await events.putTargets({ Rule: 'all', Targets: [{ Id: '1', Arn: Attributes.QueueArn }] }).promise();
await events.putEvents({ Entries: [{ Source: 'v2', DetailType: 't', Detail: '{"n":1}' }] }).promise();
const { Messages: [message] } = await sqs.receiveMessage({ QueueUrl, WaitTimeSeconds: 5 }).promise();
assert.deepEqual(JSON.parse(message.Body).detail, { n: 1 });
await sqs.deleteMessage({ QueueUrl, ReceiptHandle: message.ReceiptHandle }).promise();
await assert.rejects(sqs.sendMessage({ QueueUrl: `${QueueUrl}x`, MessageBody: 'x' }).promise(), { code: 'AWS.SimpleQueueService.NonExistentQueue' });

await new AWS.DynamoDB({ endpoint }).createTable({ TableName: 'things', BillingMode: 'PAY_PER_REQUEST', KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }], AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }] }).promise();
await db.put({ TableName: 'things', Item: { id: '1', tags: ['a'], nested: { n: 1.5 } } }).promise();
assert.deepEqual((await db.get({ TableName: 'things', Key: { id: '1' } }).promise()).Item, { id: '1', tags: ['a'], nested: { n: 1.5 } });

assert.equal((await db.query({ TableName: 'things', KeyConditions: { id: { ComparisonOperator: 'EQ', AttributeValueList: ['1'] } }, AttributesToGet: ['nested'] }).promise()).Items[0].nested.n, 1.5);
await db.update({ TableName: 'things', Key: { id: '1' }, AttributeUpdates: { count: { Action: 'ADD', Value: 2 } }, Expected: { count: { Exists: false } } }).promise();
assert.deepEqual((await new AWS.DynamoDBStreams({ endpoint }).listStreams({}).promise()).Streams, []);

const Bucket = `v2-${process.env.ACCOUNT}`;
await s3.createBucket({ Bucket }).promise();
await s3.upload({ Bucket, Key: 'big', Body: Buffer.alloc(6 << 20, 7) }).promise();
assert.equal((await s3.headObject({ Bucket, Key: 'big' }).promise()).ContentLength, 6 << 20);
await assert.rejects(s3.getObject({ Bucket, Key: 'nothing' }).promise(), { code: 'NoSuchKey' });
