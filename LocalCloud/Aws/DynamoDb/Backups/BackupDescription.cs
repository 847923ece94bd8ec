using System.Text.Json.Serialization;
using LocalCloud.Aws.DynamoDb.Tables;

namespace LocalCloud.Aws.DynamoDb.Backups;

internal sealed record BackupDetails
{
    public required string BackupArn { get; init; }
    public required string BackupName { get; init; }
    public long BackupSizeBytes { get; init; }
    public required string BackupStatus { get; init; }
    public required string BackupType { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public required DateTimeOffset BackupCreationDateTime { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? BackupExpiryDateTime { get; init; }

    /// <param name="status">AWS answers CREATING; here the backup is there when the answer goes out.</param>
    public static BackupDetails Of(DynamoDbState state, BackupDefinition backup, string status = "AVAILABLE") =>
        new()
        {
            BackupArn = state.Backups.ArnOf(backup),
            BackupName = backup.Name,
            BackupSizeBytes = backup.Size,
            BackupStatus = status,
            BackupType = backup.Type,
            BackupCreationDateTime = backup.CreatedAt,
            BackupExpiryDateTime = backup.ExpiresAt,
        };
}

internal sealed record SourceTableDetails
{
    public required string TableName { get; init; }
    public required string TableId { get; init; }
    public required string TableArn { get; init; }
    public long TableSizeBytes { get; init; }
    public required List<KeySchemaElement> KeySchema { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public required DateTimeOffset TableCreationDateTime { get; init; }
    public required Throughput ProvisionedThroughput { get; init; }
    public OnDemand? OnDemandThroughput { get; init; }
    public long ItemCount { get; init; }
    public required string BillingMode { get; init; }
}

internal sealed record TimeToLiveSummary(string TimeToLiveStatus, string AttributeName);

internal sealed record SourceTableFeatureDetails
{
    public List<IndexDefinition>? LocalSecondaryIndexes { get; init; }
    public List<IndexDefinition>? GlobalSecondaryIndexes { get; init; }
    public StreamSpecification? StreamDescription { get; init; }
    public TimeToLiveSummary? TimeToLiveDescription { get; init; }
    public SseDescription? SSEDescription { get; init; }
}

internal sealed record BackupDescription(
    BackupDetails BackupDetails,
    SourceTableDetails SourceTableDetails,
    SourceTableFeatureDetails SourceTableFeatureDetails
)
{
    public static BackupDescription Of(DynamoDbState state, BackupDefinition backup, string status = "AVAILABLE")
    {
        var table = backup.Table;
        return new(
            BackupDetails.Of(state, backup, status),
            new()
            {
                TableName = table.Name,
                TableId = table.Id,
                TableArn = state.Scope.Arn("dynamodb", $"table/{table.Name}"),
                TableSizeBytes = backup.Size,
                KeySchema = table.KeySchema,
                TableCreationDateTime = table.CreatedAt,
                ProvisionedThroughput = table.Throughput ?? new(0, 0),
                OnDemandThroughput = table.OnDemand,
                ItemCount = backup.Count,
                BillingMode = table.IsOnDemand ? "PAY_PER_REQUEST" : "PROVISIONED",
            },
            new()
            {
                LocalSecondaryIndexes = table.Local is [] ? null : table.Local,
                GlobalSecondaryIndexes = table.Global is [] ? null : table.Global,
                StreamDescription = backup.ViewType is { } view ? new(true, view) : null,
                TimeToLiveDescription = table.TimeToLiveAttribute is { } attribute ? new("ENABLED", attribute) : null,
                SSEDescription = TableDescription.Encryption(state, table),
            }
        );
    }
}
