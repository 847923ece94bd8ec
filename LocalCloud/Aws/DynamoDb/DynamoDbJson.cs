using System.Text.Json.Serialization;
using LocalCloud.Aws.DynamoDb.Backups;
using LocalCloud.Aws.DynamoDb.Insights;
using LocalCloud.Aws.DynamoDb.Operations;
using LocalCloud.Aws.DynamoDb.PartiQl;
using LocalCloud.Aws.DynamoDb.Reads;
using LocalCloud.Aws.DynamoDb.Streams;
using LocalCloud.Aws.DynamoDb.Streams.Operations;
using LocalCloud.Aws.DynamoDb.Tables;
using LocalCloud.Aws.DynamoDb.Transfer;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb;

[JsonSourceGenerationOptions(
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = MaxDepth
)]
[JsonSerializable(typeof(BackupDefinition))]
[JsonSerializable(typeof(BackupRequest))]
[JsonSerializable(typeof(BatchExecuteStatementRequest))]
[JsonSerializable(typeof(BatchExecuteStatementResponse))]
[JsonSerializable(typeof(BatchGetItemRequest))]
[JsonSerializable(typeof(BatchGetItemResponse))]
[JsonSerializable(typeof(BatchWriteItemRequest))]
[JsonSerializable(typeof(BatchWriteItemResponse))]
[JsonSerializable(typeof(Cancellation))]
[JsonSerializable(typeof(ContributorInsightsSummary))]
[JsonSerializable(typeof(CreateBackupRequest))]
[JsonSerializable(typeof(CreateBackupResponse))]
[JsonSerializable(typeof(CreateTableRequest))]
[JsonSerializable(typeof(CreateTableResponse))]
[JsonSerializable(typeof(DeleteItemRequest))]
[JsonSerializable(typeof(DeleteResourcePolicyRequest))]
[JsonSerializable(typeof(DescribeBackupResponse))]
[JsonSerializable(typeof(DescribeContinuousBackupsResponse))]
[JsonSerializable(typeof(DescribeContributorInsightsRequest))]
[JsonSerializable(typeof(DescribeContributorInsightsResponse))]
[JsonSerializable(typeof(DescribeEndpointsResponse))]
[JsonSerializable(typeof(DescribeExportRequest))]
[JsonSerializable(typeof(DescribeImportRequest))]
[JsonSerializable(typeof(DescribeLimitsResponse))]
[JsonSerializable(typeof(DescribeStreamRequest))]
[JsonSerializable(typeof(DescribeStreamResponse))]
[JsonSerializable(typeof(DescribeTableResponse))]
[JsonSerializable(typeof(DescribeTimeToLiveResponse))]
[JsonSerializable(typeof(Dictionary<string, AttributeValue>))]
[JsonSerializable(typeof(EmptyRequest))]
[JsonSerializable(typeof(ExecuteStatementRequest))]
[JsonSerializable(typeof(ExecuteStatementResponse))]
[JsonSerializable(typeof(ExecuteTransactionRequest))]
[JsonSerializable(typeof(ExecuteTransactionResponse))]
[JsonSerializable(typeof(ExportRequest))]
[JsonSerializable(typeof(ExportResponse))]
[JsonSerializable(typeof(ExportRow))]
[JsonSerializable(typeof(FoundItem))]
[JsonSerializable(typeof(GetItemRequest))]
[JsonSerializable(typeof(GetItemResponse))]
[JsonSerializable(typeof(GetRecordsRequest))]
[JsonSerializable(typeof(GetRecordsResponse))]
[JsonSerializable(typeof(GetResourcePolicyRequest))]
[JsonSerializable(typeof(GetResourcePolicyResponse))]
[JsonSerializable(typeof(GetShardIteratorRequest))]
[JsonSerializable(typeof(GetShardIteratorResponse))]
[JsonSerializable(typeof(ImportResponse))]
[JsonSerializable(typeof(ImportRow))]
[JsonSerializable(typeof(ImportTableRequest))]
[JsonSerializable(typeof(ListBackupsRequest))]
[JsonSerializable(typeof(ListBackupsResponse))]
[JsonSerializable(typeof(ListContributorInsightsRequest))]
[JsonSerializable(typeof(ListContributorInsightsResponse))]
[JsonSerializable(typeof(ListExportsRequest))]
[JsonSerializable(typeof(ListExportsResponse))]
[JsonSerializable(typeof(ListImportsRequest))]
[JsonSerializable(typeof(ListImportsResponse))]
[JsonSerializable(typeof(ListStreamsRequest))]
[JsonSerializable(typeof(ListStreamsResponse))]
[JsonSerializable(typeof(ListTablesRequest))]
[JsonSerializable(typeof(ListTablesResponse))]
[JsonSerializable(typeof(ListTagsOfResourceRequest))]
[JsonSerializable(typeof(ListTagsOfResourceResponse))]
[JsonSerializable(typeof(PageResponse))]
[JsonSerializable(typeof(PageToken))]
[JsonSerializable(typeof(PastChange))]
[JsonSerializable(typeof(PutItemRequest))]
[JsonSerializable(typeof(PutResourcePolicyRequest))]
[JsonSerializable(typeof(QueryRequest))]
[JsonSerializable(typeof(RestoreTableFromBackupRequest))]
[JsonSerializable(typeof(RestoreTableToPointInTimeRequest))]
[JsonSerializable(typeof(RevisionResponse))]
[JsonSerializable(typeof(ScanRequest))]
[JsonSerializable(typeof(StreamDefinition))]
[JsonSerializable(typeof(StreamRecord))]
[JsonSerializable(typeof(TableDefinition))]
[JsonSerializable(typeof(TableRequest))]
[JsonSerializable(typeof(TagResourceRequest))]
[JsonSerializable(typeof(TransactGetItemsRequest))]
[JsonSerializable(typeof(TransactGetItemsResponse))]
[JsonSerializable(typeof(TransactWriteItemsRequest))]
[JsonSerializable(typeof(TransactWriteItemsResponse))]
[JsonSerializable(typeof(UntagResourceRequest))]
[JsonSerializable(typeof(UpdateContinuousBackupsRequest))]
[JsonSerializable(typeof(UpdateContributorInsightsRequest))]
[JsonSerializable(typeof(UpdateItemRequest))]
[JsonSerializable(typeof(UpdateTableRequest))]
[JsonSerializable(typeof(UpdateTimeToLiveRequest))]
[JsonSerializable(typeof(UpdateTimeToLiveResponse))]
[JsonSerializable(typeof(UsedToken))]
[JsonSerializable(typeof(WriteItemResponse))]
internal sealed partial class DynamoDbJson : JsonSerializerContext
{
    /// <summary>A value nested 32 levels deep takes three levels of JSON for each.</summary>
    public const int MaxDepth = 128;
}
