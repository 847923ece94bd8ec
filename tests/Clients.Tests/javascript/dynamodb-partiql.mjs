import { assert, failure, isCurrent, load, settings } from './aws.mjs';

const { DynamoDB } = await load('dynamodb');
const db = new DynamoDB(settings);
const run = (Statement, Parameters, more) => db.executeStatement({ Statement, Parameters, ...more });

await db.createTable({
  TableName: 'parts', BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }, { AttributeName: 'sk', KeyType: 'RANGE' }],
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }, { AttributeName: 'sk', AttributeType: 'N' }],
});
for (const n of [1, 2, 3, 4]) await run("INSERT INTO parts VALUE {'pk': 'a', 'sk': ?, 'items': [1, {'x': true}]}", [{ N: `${n}` }]);
const twice = await failure(run("INSERT INTO parts VALUE {'pk': 'a', 'sk': 1}"));
assert.equal(twice.name, 'DuplicateItemException');
assert.equal(twice.message, 'Duplicate primary key exists in table');
assert.equal((await failure(run('SELECT * FROM parts WHERE'))).message, "Statement wasn't well formed, can't be processed: Unexpected term");

const page = await run("SELECT * FROM parts WHERE pk = 'a' ORDER BY sk DESC", undefined, { Limit: 3 });
assert.deepEqual(page.Items.map(i => i.sk.N), ['4', '3', '2']);
const rest = await run("SELECT * FROM parts WHERE pk = 'a' ORDER BY sk DESC", undefined, { Limit: 3, NextToken: page.NextToken });
assert.deepEqual([rest.Items.map(i => i.sk.N), rest.NextToken], [['1'], undefined]);
const { Items } = await run("UPDATE parts SET items = list_append(items, ['end']) WHERE pk = 'a' AND sk = 1 RETURNING ALL NEW *");
assert.deepEqual(Items[0].items.L, [{ N: '1' }, { M: { x: { BOOL: true } } }, { S: 'end' }]);

const { Responses } = await db.batchExecuteStatement({ Statements: [2, 9].map(n => ({ Statement: "SELECT sk FROM parts WHERE pk = 'a' AND sk = ?", Parameters: [{ N: `${n}` }] })) });
assert.deepEqual(Responses.map(r => r.Item?.sk.N), ['2', undefined]);
const cancelled = await failure(db.executeTransaction({ TransactStatements: [{ Statement: "DELETE FROM parts WHERE pk = 'a' AND sk = 2" }, { Statement: "INSERT INTO parts VALUE {'pk': 'a', 'sk': 1}" }] }));
assert.equal(cancelled.name, 'TransactionCanceledException');
assert.deepEqual(cancelled.CancellationReasons.map(r => r.Code), ['None', 'DuplicateItem']);
if (isCurrent) {
  const { BackupDetails } = await db.createBackup({ TableName: 'parts', BackupName: 'one' });
  await db.restoreTableFromBackup({ BackupArn: BackupDetails.BackupArn, TargetTableName: 'again' });
  assert.equal((await db.scan({ TableName: 'again', Select: 'COUNT' })).Count, 4);
  await db.deleteTable({ TableName: 'again' });
}
await db.deleteTable({ TableName: 'parts' });
