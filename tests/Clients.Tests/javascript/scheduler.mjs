import { assert, failure, load, settings } from './aws.mjs';

const { Scheduler } = await load('scheduler');
const { SQS } = await load('sqs');
const scheduler = new Scheduler(settings), sqs = new SQS(settings);
const { QueueUrl } = await sqs.createQueue({ QueueName: 'reminders' });
const { Attributes: { QueueArn } } = await sqs.getQueueAttributes({ QueueUrl, AttributeNames: ['QueueArn'] });
const Target = { Arn: QueueArn, RoleArn: `arn:aws:iam::${process.env.ACCOUNT}:role/scheduler`, Input: '{"for":"<aws.scheduler.schedule-arn>"}' };
const FlexibleTimeWindow = { Mode: 'OFF' };

await scheduler.createScheduleGroup({ Name: 'team' });
const { ScheduleArn } = await scheduler.createSchedule({ Name: 'once', GroupName: 'team', ScheduleExpression: 'at(2020-01-01T00:00:00)', ScheduleExpressionTimezone: 'Europe/Berlin', ActionAfterCompletion: 'DELETE', FlexibleTimeWindow, Target });
const { Messages: [message] } = await sqs.receiveMessage({ QueueUrl, WaitTimeSeconds: 10 });
assert.deepEqual(JSON.parse(message.Body), { for: ScheduleArn });
await scheduler.createSchedule({ Name: 'daily', ScheduleExpression: 'cron(0 9 * * ? *)', FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 5 }, Target });
const daily = await scheduler.getSchedule({ Name: 'daily' });
assert.deepEqual([daily.State, daily.GroupName, daily.ScheduleExpressionTimezone], ['ENABLED', 'default', 'UTC']);
assert.equal((await failure(scheduler.createSchedule({ Name: 'daily', ScheduleExpression: 'rate(1 hour)', FlexibleTimeWindow, Target }))).name, 'ConflictException');
assert.equal((await failure(scheduler.createSchedule({ Name: 'bad', ScheduleExpression: 'rate(1 hours ago)', FlexibleTimeWindow, Target }))).name, 'ValidationException');
assert.deepEqual((await scheduler.listSchedules({ NamePrefix: 'da' })).Schedules.map(s => s.Name), ['daily']);
await scheduler.deleteSchedule({ Name: 'daily' });
assert.equal((await failure(scheduler.getSchedule({ Name: 'daily' }))).name, 'ResourceNotFoundException');
await scheduler.deleteScheduleGroup({ Name: 'team' });
