using LocalCloud.Aws.DynamoDb.Streams;
using LocalCloud.Aws.DynamoDb.Tables;

namespace LocalCloud.Aws.DynamoDb.Operations;

internal sealed record CreateTableRequest
{
    public string? TableName { get; init; }
    public List<AttributeDefinition>? AttributeDefinitions { get; init; }
    public List<KeySchemaElement>? KeySchema { get; init; }
    public List<IndexDefinition>? GlobalSecondaryIndexes { get; init; }
    public List<IndexDefinition>? LocalSecondaryIndexes { get; init; }
    public string? BillingMode { get; init; }
    public Throughput? ProvisionedThroughput { get; init; }
    public OnDemand? OnDemandThroughput { get; init; }
    public StreamSpecification? StreamSpecification { get; init; }
    public SseSpecification? SSESpecification { get; init; }
    public string? TableClass { get; init; }
    public bool? DeletionProtectionEnabled { get; init; }
    public List<ResourceTag>? Tags { get; init; }
    public string? ResourcePolicy { get; init; }
}

internal sealed record CreateTableResponse(TableDescription TableDescription);

internal static class CreateTable
{
    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "CreateTable",
        DynamoDbJson.Default.CreateTableRequest,
        DynamoDbJson.Default.CreateTableResponse,
        Handle,
        Constraints()
    );

    internal static Member<CreateTableRequest>[] Constraints() =>
        [
            Limits.Table<CreateTableRequest>(r => r.TableName),
            Must.Member<CreateTableRequest>("attributeDefinitions", r => r.AttributeDefinitions).Required(),
            Must.Each<CreateTableRequest, AttributeDefinition>("attributeDefinitions", r => r.AttributeDefinitions, Attribute()),
            Must.Member<CreateTableRequest>("keySchema", r => r.KeySchema).Required().Length(1, 2),
            Must.Each<CreateTableRequest, KeySchemaElement>("keySchema", r => r.KeySchema, Key()),
            Must.Each<CreateTableRequest, IndexDefinition>("globalSecondaryIndexes", r => r.GlobalSecondaryIndexes, Index()),
            Must.Each<CreateTableRequest, IndexDefinition>("localSecondaryIndexes", r => r.LocalSecondaryIndexes, Index()),
            Must.Each<CreateTableRequest, ResourceTag>("tags", r => r.Tags, ResourceTag.Constraints),
            Must.Member<CreateTableRequest>("billingMode", r => r.BillingMode).Enum("PROVISIONED", "PAY_PER_REQUEST"),
            Must.Member<CreateTableRequest>("provisionedThroughput.readCapacityUnits", r => r.ProvisionedThroughput?.ReadCapacityUnits)
                .Range(1),
            Must.Member<CreateTableRequest>("provisionedThroughput.writeCapacityUnits", r => r.ProvisionedThroughput?.WriteCapacityUnits)
                .Range(1),
            Must.Within<CreateTableRequest, StreamSpecification>("streamSpecification", r => r.StreamSpecification, StreamRules.Members),
            Must.Member<CreateTableRequest>("tableClass", r => r.TableClass).Enum("STANDARD", "STANDARD_INFREQUENT_ACCESS"),
        ];

    internal static Member<AttributeDefinition>[] Attribute() =>
        [
            Must.Member<AttributeDefinition>("attributeName", a => a.AttributeName).Required().Length(1, 255),
            Must.Member<AttributeDefinition>("attributeType", a => a.AttributeType).Required().Enum("B", "N", "S"),
        ];

    internal static Member<KeySchemaElement>[] Key() =>
        [
            Must.Member<KeySchemaElement>("attributeName", k => k.AttributeName).Required().Length(1, 255),
            Must.Member<KeySchemaElement>("keyType", k => k.KeyType).Required().Enum("HASH", "RANGE"),
        ];

    internal static Member<IndexDefinition>[] Index() =>
        [
            Must.Member<IndexDefinition>("indexName", i => i.IndexName)
                .Required()
                .Length(3, 255)
                .Pattern(TableName.Pattern(), "[a-zA-Z0-9_.-]+"),
            Must.Member<IndexDefinition>("keySchema", i => i.KeySchema).Required().Length(1, 2 * KeySchema.MostOfEach),
            Must.Each<IndexDefinition, KeySchemaElement>("keySchema", i => i.KeySchema, Key()),
            Must.Member<IndexDefinition>("projection", i => i.Projection).Required(),
            Must.Member<IndexDefinition>("projection.projectionType", i => i.Projection?.ProjectionType)
                .Enum("ALL", "INCLUDE", "KEYS_ONLY"),
            Must.Member<IndexDefinition>("projection.nonKeyAttributes", i => i.Projection?.NonKeyAttributes).Length(1, 20),
        ];

    private static Result<CreateTableResponse> Handle(DynamoDbState state, CreateTableRequest request, Context context) =>
        Create(state, context.Changes, request, context.Now).Ok(out var table, out var error)
            ? new CreateTableResponse(TableDescription.Of(state, table, "CREATING"))
            : error;

    internal static Result<Table> Create(DynamoDbState state, Changes changes, CreateTableRequest request, DateTimeOffset now)
    {
        if (!Check(state, request, now).Ok(out var definition, out var error))
            return error;
        var table = new Table(definition);
        state.Create(changes, table);
        if (request.StreamSpecification?.StreamEnabled == true)
            state.Stream(changes, table, request.StreamSpecification.StreamViewType);
        return table;
    }

    /// <summary>What the table would be.</summary>
    internal static Result<TableDefinition> Check(DynamoDbState state, CreateTableRequest request, DateTimeOffset now)
    {
        var name = TableName.Of(request.TableName!);
        if (TableName.Fault(name) is { } faultOfName)
            return DynamoDbErrors.Validation(faultOfName);
        if (StreamRules.Fault(request.StreamSpecification) is { } faultOfStream)
            return DynamoDbErrors.Validation(faultOfStream);
        if (request.ResourcePolicy is not null && ResourcePolicy.Fault(request.ResourcePolicy) is { } faultOfPolicy)
            return DynamoDbErrors.Validation(faultOfPolicy);
        if (request.GlobalSecondaryIndexes is [])
            return DynamoDbErrors.Invalid("List of GlobalSecondaryIndexes is empty");
        if (request.LocalSecondaryIndexes is [])
            return DynamoDbErrors.Invalid("List of LocalSecondaryIndexes is empty");
        var definition = new TableDefinition
        {
            Name = name,
            Id = Guid.NewGuid().ToString(),
            CreatedAt = now,
            AttributeDefinitions = request.AttributeDefinitions!,
            KeySchema = request.KeySchema!,
            Global = request.GlobalSecondaryIndexes ?? [],
            Local = request.LocalSecondaryIndexes ?? [],
            IsOnDemand = request.BillingMode == "PAY_PER_REQUEST",
            OnDemandSince = request.BillingMode == "PAY_PER_REQUEST" ? now : null,
            Throughput = request.ProvisionedThroughput,
            OnDemand = request.OnDemandThroughput,
            DeletionProtection = request.DeletionProtectionEnabled == true,
            TableClass = request.TableClass,
            Sse = request.SSESpecification,
            Tags = request.Tags ?? [],
            Policy = request.ResourcePolicy is { } policy ? ResourcePolicy.After(null, policy, now) : null,
        };
        if (TableRules.Fault(definition) is { } fault)
            return DynamoDbErrors.Validation(fault);
        if (TagRules.Fault(definition.Tags) is { } faultOfTags)
            return DynamoDbErrors.Validation(faultOfTags);
        return state.ByName(name) is null ? definition : DynamoDbErrors.InUse($"Table already exists: {name}");
    }
}
