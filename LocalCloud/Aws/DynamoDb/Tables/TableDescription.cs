using System.Text.Json.Serialization;
using LocalCloud.Aws.DynamoDb.Backups;

namespace LocalCloud.Aws.DynamoDb.Tables;

internal sealed record ThroughputDescription(long NumberOfDecreasesToday, long ReadCapacityUnits, long WriteCapacityUnits)
{
    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? LastIncreaseDateTime { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? LastDecreaseDateTime { get; init; }

    public static ThroughputDescription Of(Throughput? throughput) =>
        new(0, throughput?.ReadCapacityUnits ?? 0, throughput?.WriteCapacityUnits ?? 0);
}

internal sealed record BillingModeSummary(
    string BillingMode,
    [property: JsonConverter(typeof(EpochSeconds))] DateTimeOffset? LastUpdateToPayPerRequestDateTime
);

internal sealed record TableClassSummary(string TableClass);

internal sealed record SseDescription(string Status, string SSEType, string KMSMasterKeyArn);

internal sealed record IndexDescription
{
    public required string IndexName { get; init; }
    public required List<KeySchemaElement> KeySchema { get; init; }
    public ProjectionModel? Projection { get; init; }
    public string? IndexStatus { get; init; }
    public bool? Backfilling { get; init; }
    public ThroughputDescription? ProvisionedThroughput { get; init; }
    public OnDemand? OnDemandThroughput { get; init; }
    public long IndexSizeBytes { get; init; }
    public long ItemCount { get; init; }
    public required string IndexArn { get; init; }
}

internal sealed record TableDescription
{
    public required List<AttributeDefinition> AttributeDefinitions { get; init; }
    public required string TableName { get; init; }
    public required List<KeySchemaElement> KeySchema { get; init; }
    public required string TableStatus { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public required DateTimeOffset CreationDateTime { get; init; }
    public required ThroughputDescription ProvisionedThroughput { get; init; }
    public long TableSizeBytes { get; init; }
    public long ItemCount { get; init; }
    public required string TableArn { get; init; }
    public required string TableId { get; init; }
    public BillingModeSummary? BillingModeSummary { get; init; }
    public List<IndexDescription>? LocalSecondaryIndexes { get; init; }
    public List<IndexDescription>? GlobalSecondaryIndexes { get; init; }
    public StreamSpecification? StreamSpecification { get; init; }
    public string? LatestStreamLabel { get; init; }
    public string? LatestStreamArn { get; init; }
    public SseDescription? SSEDescription { get; init; }
    public RestoreSummary? RestoreSummary { get; init; }
    public TableClassSummary? TableClassSummary { get; init; }
    public OnDemand? OnDemandThroughput { get; init; }
    public bool DeletionProtectionEnabled { get; init; }

    public static SseDescription? Encryption(DynamoDbState state, TableDefinition definition) =>
        definition.Sse?.Enabled == true
            ? new("ENABLED", "KMS", definition.Sse.KMSMasterKeyId ?? state.Scope.Arn("kms", "alias/aws/dynamodb"))
            : null;

    /// <param name="status">AWS answers a change with the state on the way (CREATING, UPDATING, DELETING). Here the change is done when the
    /// answer goes out.</param>
    /// <param name="changingIndex">The index that an UpdateTable creates or deletes, and its state on the way.</param>
    public static TableDescription Of(
        DynamoDbState state,
        Table table,
        string status = "ACTIVE",
        (string Name, string Status)? changingIndex = null
    )
    {
        var definition = table.Definition;
        var arn = state.ArnOf(table);
        return new()
        {
            AttributeDefinitions = definition.AttributeDefinitions,
            TableName = definition.Name,
            KeySchema = definition.KeySchema,
            TableStatus = status,
            CreationDateTime = definition.CreatedAt,
            ProvisionedThroughput = ThroughputDescription.Of(definition.Throughput) with
            {
                LastIncreaseDateTime = definition.IncreasedAt,
                LastDecreaseDateTime = definition.DecreasedAt,
            },
            TableSizeBytes = table.Size,
            ItemCount = table.Items.Count,
            TableArn = arn,
            TableId = definition.Id,
            BillingModeSummary = Billing(definition, status),
            GlobalSecondaryIndexes = Indexes(definition.Global, isGlobal: true),
            LocalSecondaryIndexes = Indexes(definition.Local, isGlobal: false),
            StreamSpecification = table.Stream is { } stream ? new(true, stream.Definition.ViewType) : null,
            LatestStreamLabel = definition.LatestStreamLabel,
            LatestStreamArn = definition.LatestStreamLabel is { } label ? $"{arn}/stream/{label}" : null,
            SSEDescription = Encryption(state, definition),
            RestoreSummary = definition.Restored is { } restored ? restored with { RestoreInProgress = status == "CREATING" } : null,
            TableClassSummary = definition.TableClass is { } tableClass ? new(tableClass) : null,
            OnDemandThroughput = definition.OnDemand,
            DeletionProtectionEnabled = definition.DeletionProtection,
        };

        // The answer of CreateTable does not say since when; a table that never was on demand has no summary.
        static BillingModeSummary? Billing(TableDefinition definition, string status) =>
            definition.IsOnDemand ? new("PAY_PER_REQUEST", status == "CREATING" ? null : definition.OnDemandSince ?? definition.CreatedAt)
            : definition.OnDemandSince is { } since ? new("PROVISIONED", since)
            : null;

        List<IndexDescription>? Indexes(List<IndexDefinition> indexes, bool isGlobal) =>
            indexes.Count == 0
                ? null
                :
                [
                    .. indexes.Select(index =>
                    {
                        var entries = table.Indexes.GetValueOrDefault(index.IndexName);
                        var statusOfIndex =
                            changingIndex?.Name == index.IndexName ? changingIndex.Value.Status
                            : status == "ACTIVE" || changingIndex is not null ? "ACTIVE"
                            : status;
                        return new IndexDescription
                        {
                            IndexName = index.IndexName,
                            KeySchema = index.KeySchema,
                            Projection = index.Projection,
                            IndexStatus = isGlobal ? statusOfIndex : null,
                            Backfilling = isGlobal && changingIndex?.Name == index.IndexName && statusOfIndex == "CREATING" ? false : null,
                            ProvisionedThroughput = isGlobal ? ThroughputDescription.Of(index.ProvisionedThroughput) : null,
                            OnDemandThroughput = index.OnDemandThroughput,
                            IndexSizeBytes = entries?.Size ?? 0,
                            ItemCount = entries?.Items.Count ?? 0,
                            IndexArn = $"{arn}/index/{index.IndexName}",
                        };
                    }),
                ];
    }
}
