using System.Text.Json.Serialization;
using LocalCloud.Aws.DynamoDb.Tables;

namespace LocalCloud.Aws.DynamoDb.Backups;

/// <summary>What a restored table may have otherwise than its source.</summary>
internal abstract record RestoreInput
{
    public string? TargetTableName { get; init; }
    public string? BillingModeOverride { get; init; }
    public List<IndexDefinition>? GlobalSecondaryIndexOverride { get; init; }
    public List<IndexDefinition>? LocalSecondaryIndexOverride { get; init; }
    public Throughput? ProvisionedThroughputOverride { get; init; }
    public OnDemand? OnDemandThroughputOverride { get; init; }
    public SseSpecification? SSESpecificationOverride { get; init; }

    public static Member<T>[] Constraints<T>()
        where T : RestoreInput =>
        [
            Must.Member<T>("targetTableName", r => r.TargetTableName)
                .Required()
                .Length(3, 255)
                .Pattern(TableName.Pattern(), "[a-zA-Z0-9_.-]+"),
            Must.Member<T>("billingModeOverride", r => r.BillingModeOverride).Enum("PROVISIONED", "PAY_PER_REQUEST"),
            Must.Each<T, IndexDefinition>(
                "globalSecondaryIndexOverride",
                r => r.GlobalSecondaryIndexOverride,
                Operations.CreateTable.Index()
            ),
            Must.Each<T, IndexDefinition>(
                "localSecondaryIndexOverride",
                r => r.LocalSecondaryIndexOverride,
                Operations.CreateTable.Index()
            ),
            Must.Member<T>("provisionedThroughputOverride.readCapacityUnits", r => r.ProvisionedThroughputOverride?.ReadCapacityUnits)
                .Range(1),
            Must.Member<T>("provisionedThroughputOverride.writeCapacityUnits", r => r.ProvisionedThroughputOverride?.WriteCapacityUnits)
                .Range(1),
        ];
}

/// <param name="RestoreInProgress">In the answer of the restoration only: here it is done when that goes out.</param>
internal sealed record RestoreSummary(
    string? SourceBackupArn,
    string SourceTableArn,
    [property: JsonConverter(typeof(EpochSeconds))] DateTimeOffset RestoreDateTime,
    bool RestoreInProgress
);

/// <summary>
/// A new table with the source's items. What AWS does not restore is not here either: tags, stream, time to live, point-in-time
/// recovery, policies,
/// protection from deletion. docs: backuprestore_HowItWorks.html
/// </summary>
internal static class Restoration
{
    public static Result<TableDescription> Run(
        DynamoDbState state,
        Context context,
        RestoreInput input,
        TableDefinition source,
        IEnumerable<StoredItem> items,
        RestoreSummary summary
    )
    {
        if (state.ByName(input.TargetTableName!) is not null)
            return new AwsError("TableAlreadyExistsException", $"Table already exists: {input.TargetTableName}");
        if (
            !Indexes(source.Global, input.GlobalSecondaryIndexOverride).Ok(out var global, out var error)
            || !Indexes(source.Local, input.LocalSecondaryIndexOverride).Ok(out var local, out error)
        )
            return error;
        var isOnDemand = input.BillingModeOverride is { } mode ? mode == "PAY_PER_REQUEST" : source.IsOnDemand;
        var definition = new TableDefinition
        {
            Name = input.TargetTableName!,
            Id = Guid.NewGuid().ToString(),
            CreatedAt = context.Now,
            AttributeDefinitions = source.AttributeDefinitions,
            KeySchema = source.KeySchema,
            Global = isOnDemand ? global.ConvertAll(index => index with { ProvisionedThroughput = null }) : global,
            Local = local,
            IsOnDemand = isOnDemand,
            OnDemandSince = isOnDemand ? context.Now : null,
            Throughput = input.ProvisionedThroughputOverride ?? (isOnDemand ? null : source.Throughput),
            OnDemand = input.OnDemandThroughputOverride ?? (isOnDemand ? source.OnDemand : null),
            TableClass = source.TableClass,
            Sse = input.SSESpecificationOverride ?? source.Sse,
            Restored = summary,
        };
        var keys = TableRules.Keys(definition);
        definition = definition with
        {
            AttributeDefinitions = [.. source.AttributeDefinitions.Where(attribute => keys.Contains(attribute.AttributeName))],
        };
        if (TableRules.Fault(definition) is { } fault)
            return DynamoDbErrors.Validation(fault);
        var table = new Table(definition);
        state.Create(context.Changes, table);
        foreach (var item in items)
            state.Write(context.Changes, table, null, item);
        return TableDescription.Of(state, table, "CREATING");
    }

    // Indexes can be left out, not changed
    private static Result<List<IndexDefinition>> Indexes(List<IndexDefinition> source, List<IndexDefinition>? wanted)
    {
        if (wanted?.Find(index => !source.Exists(known => Same(known, index))) is { } other)
            return DynamoDbErrors.Invalid($"The index {other.IndexName} does not match an index of the source table");
        return wanted ?? source;
    }

    private static bool Same(IndexDefinition one, IndexDefinition other) =>
        one.IndexName == other.IndexName
        && one.KeySchema.SequenceEqual(other.KeySchema)
        && one.Projection?.ProjectionType == other.Projection?.ProjectionType;
}
