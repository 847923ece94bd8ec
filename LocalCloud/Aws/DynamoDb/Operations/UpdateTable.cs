using LocalCloud.Aws.DynamoDb.Streams;
using LocalCloud.Aws.DynamoDb.Tables;

namespace LocalCloud.Aws.DynamoDb.Operations;

internal sealed record IndexUpdate(string IndexName, Throughput? ProvisionedThroughput, OnDemand? OnDemandThroughput);

internal sealed record IndexDeletion(string IndexName);

internal sealed record GlobalSecondaryIndexUpdate(IndexDefinition? Create, IndexUpdate? Update, IndexDeletion? Delete);

internal sealed record UpdateTableRequest
{
    public string? TableName { get; init; }
    public List<AttributeDefinition>? AttributeDefinitions { get; init; }
    public string? BillingMode { get; init; }
    public Throughput? ProvisionedThroughput { get; init; }
    public OnDemand? OnDemandThroughput { get; init; }
    public List<GlobalSecondaryIndexUpdate>? GlobalSecondaryIndexUpdates { get; init; }
    public StreamSpecification? StreamSpecification { get; init; }
    public SseSpecification? SSESpecification { get; init; }
    public string? TableClass { get; init; }
    public bool? DeletionProtectionEnabled { get; init; }
}

internal static class UpdateTable
{
    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "UpdateTable",
        DynamoDbJson.Default.UpdateTableRequest,
        DynamoDbJson.Default.CreateTableResponse,
        Handle,
        Limits.Table<UpdateTableRequest>(r => r.TableName),
        Must.Each<UpdateTableRequest, AttributeDefinition>("attributeDefinitions", r => r.AttributeDefinitions, CreateTable.Attribute()),
        Must.Each<UpdateTableRequest, GlobalSecondaryIndexUpdate>("globalSecondaryIndexUpdates", r => r.GlobalSecondaryIndexUpdates),
        Must.Each<UpdateTableRequest, IndexDefinition>(
            "globalSecondaryIndexUpdates",
            r => r.GlobalSecondaryIndexUpdates?.Select(u => u?.Create).OfType<IndexDefinition>(),
            CreateTable.Index()
        ),
        Must.Member<UpdateTableRequest>("billingMode", r => r.BillingMode).Enum("PROVISIONED", "PAY_PER_REQUEST"),
        Must.Member<UpdateTableRequest>("provisionedThroughput.readCapacityUnits", r => r.ProvisionedThroughput?.ReadCapacityUnits)
            .Range(1),
        Must.Member<UpdateTableRequest>("provisionedThroughput.writeCapacityUnits", r => r.ProvisionedThroughput?.WriteCapacityUnits)
            .Range(1),
        Must.Within<UpdateTableRequest, StreamSpecification>("streamSpecification", r => r.StreamSpecification, StreamRules.Members),
        Must.Member<UpdateTableRequest>("tableClass", r => r.TableClass).Enum("STANDARD", "STANDARD_INFREQUENT_ACCESS")
    );

    private static Result<CreateTableResponse> Handle(DynamoDbState state, UpdateTableRequest request, Context context)
    {
        if (
            request is
            {
                BillingMode: null,
                ProvisionedThroughput: null,
                OnDemandThroughput: null,
                GlobalSecondaryIndexUpdates: null,
                StreamSpecification: null,
                SSESpecification: null,
                TableClass: null,
                DeletionProtectionEnabled: null
            }
        )
            return DynamoDbErrors.Validation(
                "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or "
                    + "SSESpecification or ReplicaUpdates is required"
            );
        if (StreamRules.Fault(request.StreamSpecification) is { } faultOfStream)
            return DynamoDbErrors.Validation(faultOfStream);
        if (!state.Describe(request.TableName!).Ok(out var table, out var error))
            return error;
        var updates = request.GlobalSecondaryIndexUpdates ?? [];
        if (updates.Count(update => update.Create is not null || update.Delete is not null) > 1)
            return new AwsError(
                "LimitExceededException",
                "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table"
            );
        if (FaultOfSameThroughput(table.Definition, request) is { } same)
            return DynamoDbErrors.Validation(same);
        if (!Changed(table, request, updates, context.Now).Ok(out var definition, out error))
            return error;
        if (TableRules.Fault(definition) is { } fault)
            return DynamoDbErrors.Validation(fault);
        if (StreamRules.Fault(request.StreamSpecification, table) is { } faultOfChange)
            return DynamoDbErrors.Validation(faultOfChange);

        var (created, deleted) = (
            updates.Select(u => u.Create).FirstOrDefault(c => c is not null),
            updates.Select(u => u.Delete).FirstOrDefault(d => d is not null)
        );
        if (deleted is not null)
        {
            var last = TableDescription.Of(state, table, "UPDATING", (deleted.IndexName, "DELETING"));
            table.RemoveIndex(deleted.IndexName);
            state.Change(context.Changes, table, definition);
            return new CreateTableResponse(last);
        }
        state.Change(context.Changes, table, definition);
        if (request.StreamSpecification is { } stream)
            state.Stream(context.Changes, table, stream.StreamViewType);
        if (created is not null)
            table.AddIndex(created, isGlobal: true);
        return new CreateTableResponse(
            TableDescription.Of(state, table, "UPDATING", created is null ? ("", "") : (created.IndexName, "CREATING"))
        );
    }

    private static string? FaultOfSameThroughput(TableDefinition table, UpdateTableRequest request) =>
        request.ProvisionedThroughput is { } wanted
        && table is { IsOnDemand: false, Throughput: { } now }
        && wanted == now
        && request.BillingMode != "PAY_PER_REQUEST"
        && request
            is {
                GlobalSecondaryIndexUpdates: null,
                StreamSpecification: null,
                SSESpecification: null,
                TableClass: null,
                DeletionProtectionEnabled: null
            }
            ? "The provisioned throughput for the table will not change. The requested value equals the current value. "
                + $"Current ReadCapacityUnits provisioned for the table: {now.ReadCapacityUnits}. Requested ReadCapacityUnits: "
                + $"{wanted.ReadCapacityUnits}. "
                + $"Current WriteCapacityUnits provisioned for the table: {now.WriteCapacityUnits}. Requested WriteCapacityUnits: "
                + $"{wanted.WriteCapacityUnits}. "
                + "Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits."
            : null;

    private static Result<TableDefinition> Changed(
        Table table,
        UpdateTableRequest request,
        List<GlobalSecondaryIndexUpdate> updates,
        DateTimeOffset now
    )
    {
        var old = table.Definition;
        var indexes = new List<IndexDefinition>(old.Global);
        foreach (var update in updates)
        {
            var name = update.Create?.IndexName ?? update.Delete?.IndexName ?? update.Update?.IndexName;
            var at = indexes.FindIndex(index => index.IndexName == name);
            switch (update)
            {
                case { Create: { } create, Update: null, Delete: null }:
                    if (table.Indexes.ContainsKey(create.IndexName))
                        return DynamoDbErrors.Validation("Attempting to create an index which already exists");
                    indexes.Add(create);
                    break;
                case { Delete: not null, Update: null, Create: null } when at >= 0:
                    indexes.RemoveAt(at);
                    break;
                case { Update: { } change, Create: null, Delete: null } when at >= 0:
                    indexes[at] = indexes[at] with
                    {
                        ProvisionedThroughput = change.ProvisionedThroughput ?? indexes[at].ProvisionedThroughput,
                        OnDemandThroughput = change.OnDemandThroughput ?? indexes[at].OnDemandThroughput,
                    };
                    break;
                case { Delete: not null } or { Update: not null }:
                    return DynamoDbErrors.NotFound;
                default:
                    return DynamoDbErrors.Invalid(
                        "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete "
                            + "must not be null"
                    );
            }
        }
        var isOnDemand = request.BillingMode is { } mode ? mode == "PAY_PER_REQUEST" : old.IsOnDemand;
        var definition = old with
        {
            IsOnDemand = isOnDemand,
            OnDemandSince = isOnDemand && !old.IsOnDemand ? now : old.OnDemandSince,
            IncreasedAt = Moved(more: true) ? now : old.IncreasedAt,
            DecreasedAt = Moved(more: false) ? now : old.DecreasedAt,
            Throughput = request.ProvisionedThroughput ?? (isOnDemand ? null : old.Throughput),
            OnDemand = request.OnDemandThroughput ?? old.OnDemand,
            // On-demand tables have no index throughput either; it goes with the change of mode.
            Global = isOnDemand && !old.IsOnDemand ? [.. indexes.Select(index => index with { ProvisionedThroughput = null })] : indexes,
            Sse = request.SSESpecification ?? old.Sse,
            TableClass = request.TableClass ?? old.TableClass,
            DeletionProtection = request.DeletionProtectionEnabled ?? old.DeletionProtection,
        };
        return definition with { AttributeDefinitions = Definitions(definition, old, request) };

        bool Moved(bool more) =>
            request.ProvisionedThroughput is { } wanted
            && old.Throughput is { } had
            && (
                more
                    ? wanted.ReadCapacityUnits > had.ReadCapacityUnits || wanted.WriteCapacityUnits > had.WriteCapacityUnits
                    : wanted.ReadCapacityUnits < had.ReadCapacityUnits || wanted.WriteCapacityUnits < had.WriteCapacityUnits
            );
    }

    // A key keeps its type; definitions that a deleted index leaves behind go with it.
    private static List<AttributeDefinition> Definitions(TableDefinition definition, TableDefinition old, UpdateTableRequest request)
    {
        var keys = TableRules.Keys(definition);
        return
        [
            .. old
                .AttributeDefinitions.Concat(request.AttributeDefinitions ?? [])
                .DistinctBy(attribute => attribute.AttributeName)
                .Where(attribute => keys.Contains(attribute.AttributeName)),
        ];
    }
}
