using System.Text.Json.Serialization;
using LocalCloud.Aws.DynamoDb.Backups;
using LocalCloud.Aws.DynamoDb.Insights;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Tables;

internal sealed record AttributeDefinition(string AttributeName, string AttributeType);

internal sealed record KeySchemaElement(string AttributeName, string KeyType);

internal sealed record ProjectionModel(string? ProjectionType, List<string>? NonKeyAttributes);

internal sealed record Throughput(long ReadCapacityUnits, long WriteCapacityUnits);

internal sealed record OnDemand(long? MaxReadRequestUnits, long? MaxWriteRequestUnits);

internal sealed record SseSpecification(bool? Enabled, string? SSEType, string? KMSMasterKeyId);

internal sealed record StreamSpecification(bool? StreamEnabled, string? StreamViewType);

/// <summary>Point-in-time recovery: since when it is on, and for how many days.</summary>
internal sealed record Recovery([property: JsonConverter(typeof(EpochSeconds))] DateTimeOffset Since, int Days);

internal sealed record IndexDefinition
{
    public string IndexName { get; init; } = "";
    public List<KeySchemaElement> KeySchema { get; init; } = [];
    public ProjectionModel? Projection { get; init; }
    public Throughput? ProvisionedThroughput { get; init; }
    public OnDemand? OnDemandThroughput { get; init; }

    [JsonIgnore]
    public SecondaryIndexKind Kind { get; init; }
}

internal enum SecondaryIndexKind
{
    Global,
    Local,
}

/// <summary>What a table is, without its items: as CreateTable gave it and later calls changed it. One row of the store.</summary>
internal sealed record TableDefinition
{
    public required string Name { get; init; }
    public required string Id { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public required DateTimeOffset CreatedAt { get; init; }
    public required List<AttributeDefinition> AttributeDefinitions { get; init; }
    public required List<KeySchemaElement> KeySchema { get; init; }
    public List<IndexDefinition> Global { get; init; } = [];
    public List<IndexDefinition> Local { get; init; } = [];
    public bool IsOnDemand { get; init; }

    /// <summary>When the table was last put on demand; also when it no longer is.</summary>
    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? OnDemandSince { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? IncreasedAt { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? DecreasedAt { get; init; }
    public Throughput? Throughput { get; init; }
    public OnDemand? OnDemand { get; init; }
    public bool DeletionProtection { get; init; }
    public string? TableClass { get; init; }
    public SseSpecification? Sse { get; init; }
    public List<ResourceTag> Tags { get; init; } = [];
    public string? TimeToLiveAttribute { get; init; }
    public Recovery? Recovery { get; init; }
    public ResourcePolicy? Policy { get; init; }
    public ResourcePolicy? StreamPolicy { get; init; }
    public List<InsightsSetting> Insights { get; init; } = [];

    /// <summary>Of a table that was restored: from what.</summary>
    public RestoreSummary? Restored { get; init; }

    /// <summary>Also when that stream has been disabled.</summary>
    public string? LatestStreamLabel { get; init; }

    public KeySchema SchemaOf(List<KeySchemaElement> elements)
    {
        return new KeySchema(Of("HASH"), Of("RANGE"));

        List<KeyAttribute> Of(string type) =>
            [
                .. elements
                    .Where(element => element.KeyType == type)
                    .Select(element => new KeyAttribute(element.AttributeName, TypeOf(element.AttributeName))),
            ];
    }

    private AttributeType TypeOf(string name) =>
        Enum.Parse<AttributeType>(AttributeDefinitions.Single(definition => definition.AttributeName == name).AttributeType);
}
