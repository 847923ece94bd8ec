using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>What CDK's TableV2 becomes: here a table with the one replica of the stack's region; other replicas are refused by their region.</summary>
internal sealed class DynamoDbGlobalTable() : ResourceType("AWS::DynamoDB::GlobalTable",
[
    new("TableName", Shape.Text) { Replacement = true },
    new("KeySchema", Shape.List(DynamoDbTable.Key)) { Required = true, Replacement = true },
    new("AttributeDefinitions", Shape.List(DynamoDbTable.Attribute)) { Required = true },
    new("BillingMode", Shape.Text),
    new("GlobalSecondaryIndexes", Shape.List(Shape.Object(
        new("IndexName", Shape.Text) { Required = true }, new("KeySchema", Shape.List(DynamoDbTable.Key)) { Required = true },
        new("Projection", DynamoDbTable.Projection) { Required = true }))),
    new("LocalSecondaryIndexes", Shape.List(DynamoDbTable.LocalIndex)) { Replacement = true },
    new("Replicas", Shape.List(Shape.Object(
        new("Region", Shape.Text) { Required = true }, new("DeletionProtectionEnabled", Shape.Boolean), new("PointInTimeRecoverySpecification", DynamoDbTable.Recovery),
        new("TableClass", Shape.Text), new("Tags", Shape.Tags))))
    { Required = true },
    new("SSESpecification", Shape.Object(new("SSEEnabled", Shape.Boolean) { Required = true }, new("SSEType", Shape.Text))),
    new("StreamSpecification", DynamoDbTable.Stream),
    new("TimeToLiveSpecification", DynamoDbTable.TimeToLive),
    .. Property.Keep("WarmThroughput", "WriteOnDemandThroughputSettings", "ReadOnDemandThroughputSettings"),
    .. Property.Refuse("its global tables are on demand, with one replica", "GlobalTableSettingsReplicationMode", "GlobalTableSourceArn", "GlobalTableWitnesses", "MultiRegionConsistency",
        "ReadProvisionedThroughputSettings", "WriteProvisionedThroughputSettings"),
])
{
    private readonly DynamoDbTable _table = new();

    public override IReadOnlyList<string> Attributes => ["Arn", "StreamArn", "TableId"];

    public override string NameProperty => "TableName";

    public override string? Note(JsonObject properties) => (properties["Replicas"] as JsonArray)?.OfType<JsonObject>().Select(_table.Note).FirstOrDefault(note => note is not null);

    public override string GenerateName(string stackName, string logicalId, JsonObject properties) => _table.GenerateName(stackName, logicalId, properties);

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        if (!AsTable(call.Properties, call.Scope.Region).Ok(out var properties, out var error)) return error;
        return await WithIdAsync(call, await _table.CreateAsync(call with { Properties = properties }).ConfigureAwait(false)).ConfigureAwait(false);
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        if (!AsTable(call.Properties, call.Scope.Region).Ok(out var properties, out var error)) return error;
        if (!AsTable(existing.Properties, call.Scope.Region).Ok(out var before, out error)) return error;
        return await WithIdAsync(call, await _table.UpdateAsync(call with { Properties = properties }, existing with { Properties = before }).ConfigureAwait(false)).ConfigureAwait(false);
    }

    public override ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) => _table.DeleteAsync(call, existing);

    private static Result<JsonObject> AsTable(JsonObject properties, string region)
    {
        if (Scalars.Member(properties, "BillingMode") != "PAY_PER_REQUEST")
            return new AwsError("InvalidRequest", "BillingMode PROVISIONED of AWS::DynamoDB::GlobalTable is not supported by LocalCloud, which has PAY_PER_REQUEST");
        var replicas = (properties["Replicas"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        if (replicas.Find(replica => Scalars.Member(replica, "Region") != region) is { } other)
            return new AwsError("InvalidRequest", $"A replica in {Scalars.Member(other, "Region")} of AWS::DynamoDB::GlobalTable is not supported by LocalCloud, which has the one in {region}");
        if (replicas.Count != 1)
            return new AwsError("InvalidRequest", $"Replicas of AWS::DynamoDB::GlobalTable must have one in {region}");
        var table = properties.Pick("TableName", "KeySchema", "AttributeDefinitions", "BillingMode", "GlobalSecondaryIndexes", "LocalSecondaryIndexes",
            "SSESpecification", "StreamSpecification", "TimeToLiveSpecification");
        foreach (var (name, value) in replicas[0].Pick("DeletionProtectionEnabled", "PointInTimeRecoverySpecification", "TableClass", "Tags"))
            table[name] = value?.DeepClone();
        return table;
    }

    private static async ValueTask<Result<ResourceValues>> WithIdAsync(ResourceCall call, Result<ResourceValues> made)
    {
        if (!made.Ok(out var values, out var error)) return error;
        var described = await call.InvokeAsync("dynamodb", "DescribeTable", new() { ["TableName"] = values.Ref }).ConfigureAwait(false);
        return described.Ok(out var answer, out error)
            ? values with { Attributes = new Dictionary<string, string>(values.Attributes) { ["TableId"] = answer.GetProperty("Table").Text("TableId") } }
            : error;
    }
}
