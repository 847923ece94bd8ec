import { assert, failure, load, settings } from './aws.mjs';

const { CloudWatchLogs } = await load('cloudwatch-logs');
const logs = new CloudWatchLogs(settings);
const where = { logGroupName: '/app/api', logStreamName: 'one' };
await logs.createLogGroup({ logGroupName: where.logGroupName });
await logs.createLogStream(where);
const now = Date.now();
await logs.putLogEvents({ ...where, logEvents: [{ timestamp: now - 2, message: 'started' }, { timestamp: now - 1, message: '{"level":"error","order":7}' }, { timestamp: now, message: 'stopped' }] });
assert.deepEqual((await logs.getLogEvents({ ...where, startFromHead: true })).events.map(e => e.message), ['started', '{"level":"error","order":7}', 'stopped']);
assert.deepEqual((await logs.filterLogEvents({ logGroupName: where.logGroupName, filterPattern: '{ $.level = "error" && $.order > 5 }' })).events.map(e => e.timestamp), [now - 1]);
assert.equal((await failure(logs.createLogGroup({ logGroupName: where.logGroupName }))).name, 'ResourceAlreadyExistsException');
const { queryId } = await logs.startQuery({
  logGroupName: where.logGroupName, startTime: Math.floor(now / 1000) - 60, endTime: Math.floor(now / 1000) + 60,
  queryString: 'filter level = "error" | stats count(*) as errors, max(order) as last',
});
let answer;
do
  answer = await logs.getQueryResults({ queryId });
while (answer.status === 'Running');
assert.deepEqual(answer.results, [[{ field: 'errors', value: '1' }, { field: 'last', value: '7' }]]);
await logs.deleteLogGroup({ logGroupName: where.logGroupName });
assert.equal((await failure(logs.getLogEvents(where))).name, 'ResourceNotFoundException');
