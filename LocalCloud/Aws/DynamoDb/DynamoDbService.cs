using LocalCloud.Aws.DynamoDb.Backups;
using LocalCloud.Aws.DynamoDb.Insights;
using LocalCloud.Aws.DynamoDb.Operations;
using LocalCloud.Aws.DynamoDb.Transfer;

namespace LocalCloud.Aws.DynamoDb;

internal sealed class DynamoDbService : Service, ITaggedService
{
    public override string Id => "dynamodb";

    public override string TargetPrefix => "DynamoDB_20120810";

    public override string ErrorNamespace => "com.amazonaws.dynamodb.v20120810";

    public override AwsError Invalid(string message) => DynamoDbErrors.Validation(message);

    public override string MessageMember(AwsError error) => error.Code == "TransactionCanceledException" ? "Message" : "message";

    public override bool SendsCrc32 => true;

    public override AwsError Throttled => DynamoDbErrors.Throttled;

    public override AwsError Broken => DynamoDbErrors.Broken;

    public override IReadOnlyList<Operation> Operations =>
        field ??= [
            BatchExecuteStatement.Definition,
            BatchGetItem.Definition,
            BatchWriteItem.Definition,
            CreateBackup.Definition,
            CreateTable.Definition,
            DeleteBackup.Definition,
            DeleteItem.Definition,
            DeleteResourcePolicy.Definition,
            DeleteTable.Definition,
            DescribeBackup.Definition,
            DescribeContinuousBackups.Definition,
            DescribeContributorInsights.Definition,
            DescribeEndpoints.Definition,
            DescribeExport.Definition,
            DescribeImport.Definition,
            DescribeLimits.Definition,
            DescribeTable.Definition,
            DescribeTimeToLive.Definition,
            ExecuteStatement.Definition,
            ExecuteTransaction.Definition,
            ExportTableToPointInTime.Definition,
            GetItem.Definition,
            GetResourcePolicy.Definition,
            ImportTable.Definition,
            ListBackups.Definition,
            ListContributorInsights.Definition,
            ListExports.Definition,
            ListImports.Definition,
            ListTables.Definition,
            ListTagsOfResource.Definition,
            PutItem.Definition,
            PutResourcePolicy.Definition,
            Query.Definition,
            RestoreTableFromBackup.Definition,
            RestoreTableToPointInTime.Definition,
            Scan.Definition,
            TagResource.Definition,
            TransactGetItems.Definition,
            TransactWriteItems.Definition,
            UntagResource.Definition,
            UpdateContinuousBackups.Definition,
            UpdateContributorInsights.Definition,
            UpdateItem.Definition,
            UpdateTable.Definition,
            UpdateTimeToLive.Definition,
        ];

    protected override ServiceState CreateState(Scope scope) => new DynamoDbState(this, scope);

    IEnumerable<string> ITaggedService.Arns(ServiceState state) => ((DynamoDbState)state).Tables.Select(((DynamoDbState)state).ArnOf);

    Result<TaggedResource> ITaggedService.Find(ServiceState state, string arn) => TagResource.Find((DynamoDbState)state, arn);

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
