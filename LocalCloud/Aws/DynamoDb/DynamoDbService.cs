using LocalCloud.Aws.DynamoDb.Operations;

namespace LocalCloud.Aws.DynamoDb;

internal sealed class DynamoDbService : Service
{
    public override string Id => "dynamodb";

    public override string TargetPrefix => "DynamoDB_20120810";

    public override string ErrorNamespace => "com.amazonaws.dynamodb.v20120810";

    public override AwsError Invalid(string message) => DynamoDbErrors.Validation(message);

    public override string MessageMember(AwsError error) => error.Code == "TransactionCanceledException" ? "Message" : "message";

    public override bool SendsCrc32 => true;

    public override AwsError Throttled => DynamoDbErrors.Throttled;

    public override AwsError Broken => DynamoDbErrors.Broken;

    public override IReadOnlyList<Operation> Operations => field ??=
    [
        BatchGetItem.Definition, BatchWriteItem.Definition, CreateTable.Definition, DeleteItem.Definition, DeleteTable.Definition,
        DescribeContinuousBackups.Definition, DescribeEndpoints.Definition, DescribeLimits.Definition, DescribeTable.Definition,
        DescribeTimeToLive.Definition, GetItem.Definition, ListTables.Definition, ListTagsOfResource.Definition, PutItem.Definition,
        Query.Definition, Scan.Definition, TagResource.Definition, TransactGetItems.Definition, TransactWriteItems.Definition,
        UntagResource.Definition, UpdateContinuousBackups.Definition, UpdateItem.Definition, UpdateTable.Definition, UpdateTimeToLive.Definition,
    ];

    public override IReadOnlyList<string> NotSupported =>
    [
        "BatchExecuteStatement", "CreateBackup", "CreateGlobalTable", "DeleteBackup", "DeleteResourcePolicy", "DescribeBackup",
        "DescribeContributorInsights", "DescribeExport", "DescribeGlobalTable", "DescribeGlobalTableSettings", "DescribeImport",
        "DescribeKinesisStreamingDestination", "DescribeTableReplicaAutoScaling", "DisableKinesisStreamingDestination",
        "EnableKinesisStreamingDestination", "ExecuteStatement", "ExecuteTransaction", "ExportTableToPointInTime", "GetResourcePolicy",
        "ImportTable", "ListBackups", "ListContributorInsights", "ListExports", "ListGlobalTables", "ListImports", "PutResourcePolicy",
        "RestoreTableFromBackup", "RestoreTableToPointInTime", "UpdateContributorInsights", "UpdateGlobalTable",
        "UpdateGlobalTableSettings", "UpdateKinesisStreamingDestination", "UpdateTableReplicaAutoScaling",
    ];

    protected override ServiceState CreateState(Scope scope) => new DynamoDbState(this, scope);

    public override void Start(CancellationToken stopping)
    {
        foreach (var state in States.Cast<DynamoDbState>())
        {
            Host.Read(state, static s =>
            {
                s.Timer.ScheduleAll();
                s.Trimming.Schedule();
                return true;
            });
        }
        stopping.Register(() =>
        {
            foreach (var state in States.Cast<DynamoDbState>())
            {
                state.Timer.Dispose();
                state.Trimming.Dispose();
            }
        });
    }
}
