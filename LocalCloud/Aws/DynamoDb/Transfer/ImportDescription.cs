using System.Text.Json.Serialization;
using LocalCloud.Aws.DynamoDb.Operations;
using LocalCloud.Aws.DynamoDb.Tables;

namespace LocalCloud.Aws.DynamoDb.Transfer;

internal sealed record S3BucketSource(string? S3BucketOwner, string? S3Bucket, string? S3KeyPrefix);

internal sealed record CsvOptions(string? Delimiter, List<string>? HeaderList);

internal sealed record InputFormatOptions(CsvOptions? Csv);

internal sealed record TableCreationParameters
{
    public string? TableName { get; init; }
    public List<AttributeDefinition>? AttributeDefinitions { get; init; }
    public List<KeySchemaElement>? KeySchema { get; init; }
    public string? BillingMode { get; init; }
    public Throughput? ProvisionedThroughput { get; init; }
    public OnDemand? OnDemandThroughput { get; init; }
    public SseSpecification? SSESpecification { get; init; }
    public List<IndexDefinition>? GlobalSecondaryIndexes { get; init; }

    public CreateTableRequest AsRequest() =>
        new()
        {
            TableName = TableName,
            AttributeDefinitions = AttributeDefinitions,
            KeySchema = KeySchema,
            BillingMode = BillingMode,
            ProvisionedThroughput = ProvisionedThroughput,
            OnDemandThroughput = OnDemandThroughput,
            SSESpecification = SSESpecification,
            GlobalSecondaryIndexes = GlobalSecondaryIndexes,
        };
}

/// <summary>As it is described, and as it is kept: one row of the store.</summary>
internal sealed record ImportDescription
{
    public required string ImportArn { get; init; }
    public required string ImportStatus { get; init; }
    public required string TableArn { get; init; }
    public string? TableId { get; init; }
    public string? ClientToken { get; init; }
    public required S3BucketSource S3BucketSource { get; init; }
    public long ErrorCount { get; init; }
    public required string InputFormat { get; init; }
    public InputFormatOptions? InputFormatOptions { get; init; }
    public required string InputCompressionType { get; init; }
    public required TableCreationParameters TableCreationParameters { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public required DateTimeOffset StartTime { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? EndTime { get; init; }
    public long? ProcessedSizeBytes { get; init; }
    public long? ProcessedItemCount { get; init; }
    public long? ImportedItemCount { get; init; }
    public string? FailureCode { get; init; }
    public string? FailureMessage { get; init; }
}
