using LocalCloud.Aws.DynamoDb.Backups;
using LocalCloud.Aws.DynamoDb.Operations;
using LocalCloud.Aws.DynamoDb.Reads;
using LocalCloud.Aws.DynamoDb.Transfer;

namespace LocalCloud.Aws.Metering.Measures;

/// <summary>
/// Request units of on-demand tables, which are counted as capacity units are (docs: HowItWorks.ReadWriteCapacityMode): what the operation
/// has consumed, on each table that it speaks of. A write whose condition does not hold consumes too.
/// </summary>
internal static class DynamoDbMeasures
{
    public static readonly MeasureOf[] All =
    [
        new("dynamodb", "GetItem", call => Add(call, ((GetItemRequest)call.Request).TableName)),
        new("dynamodb", "PutItem", call => Add(call, ((PutItemRequest)call.Request).TableName)),
        new("dynamodb", "UpdateItem", call => Add(call, ((UpdateItemRequest)call.Request).TableName)),
        new("dynamodb", "DeleteItem", call => Add(call, ((DeleteItemRequest)call.Request).TableName)),
        new("dynamodb", "Query", call => Add(call, ((PageInput)call.Request).TableName, ((PageInput)call.Request).IndexName)),
        new("dynamodb", "Scan", call => Add(call, ((PageInput)call.Request).TableName, ((PageInput)call.Request).IndexName)),
        new("dynamodb", "BatchGetItem", call => AddEach(call, Tables(((BatchGetItemRequest)call.Request).RequestItems))),
        new("dynamodb", "BatchWriteItem", call => AddEach(call, Tables(((BatchWriteItemRequest)call.Request).RequestItems))),
        new("dynamodb", "TransactGetItems", call =>
            AddEach(
                call,
                (((TransactGetItemsRequest)call.Request).TransactItems ?? []).Select(item => (item.Get?.TableName ?? "", (string?)null))
            )
        ),
        new("dynamodb", "TransactWriteItems", call =>
            AddEach(
                call,
                (((TransactWriteItemsRequest)call.Request).TransactItems ?? []).SelectMany(item =>
                    item.Inputs().Select(i => (i.TableName ?? "", (string?)item.Kind))
                )
            )
        ),
        new("dynamodb", "ExportTableToPointInTime", call => call.Add(((ExportRequest)call.Request).TableArn)),
        new("dynamodb", "ImportTable", call => call.Add(((ImportTableRequest)call.Request).TableCreationParameters?.TableName)),
        new("dynamodb", "RestoreTableFromBackup", call => call.Add(((RestoreTableFromBackupRequest)call.Request).BackupArn)),
        new("dynamodb", "DescribeBackup", call => call.Add(((BackupRequest)call.Request).BackupArn)),
        new("dynamodb", "DeleteBackup", call => call.Add(((BackupRequest)call.Request).BackupArn)),
        new("dynamodb", "ExecuteStatement", AddStatements),
        new("dynamodb", "BatchExecuteStatement", AddStatements),
        new("dynamodb", "ExecuteTransaction", AddStatements),
    ];

    private static IEnumerable<(string, string?)> Tables<T>(Dictionary<string, T>? items) =>
        (items ?? []).Keys.Select(t => (t, (string?)null));

    private static void Add(MeteredCall call, string? table, string? index = null) =>
        call.AddConsumed(table, index, Sum(call.Context.Consumed, null, null));

    private static void AddEach(MeteredCall call, IEnumerable<(string Table, string? Kind)> parts)
    {
        foreach (var (table, kind) in parts.Distinct())
            call.AddConsumed(table, kind, Sum(call.Context.Consumed, table[(table.LastIndexOf('/') + 1)..], kind));
    }

    // What IAM allows is the statement, not the operation that carries it (docs: ql-iam.html)
    private static void AddStatements(MeteredCall call)
    {
        foreach (var part in (call.Context.Consumed ?? []).GroupBy(part => (part.Table, part.Statement)))
            (call with { Operation = part.Key.Statement!.Action }).AddConsumed(
                part.Key.Table,
                part.Key.Statement.Index,
                new(part.First().IsWrite ? "writeUnits" : "readUnits", part.Sum(of => of.Units))
            );
    }

    private static Units Sum(List<Consumption>? consumed, string? table, string? kind)
    {
        var units = default(Units);
        foreach (var part in consumed ?? [])
            if ((table is null || part.Table == table) && part.Kind == kind)
                units = new(part.IsWrite ? "writeUnits" : "readUnits", units.Count + part.Units);
        return units;
    }
}

/// <summary>Capacity units that an operation has consumed on a table; of a transaction's write by its kind.</summary>
internal readonly record struct Consumption(string Table, string? Kind, bool IsWrite, double Units, MeteredStatement? Statement = null);

/// <param name="Action">What IAM calls it.</param>
internal sealed record MeteredStatement(string Action, string? Index);
