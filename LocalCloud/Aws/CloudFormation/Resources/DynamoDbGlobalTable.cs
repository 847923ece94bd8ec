using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>
/// What CDK's TableV2 becomes: here a table with the one replica of the stack's region; other replicas are refused by their region.
/// </summary>
internal sealed class DynamoDbGlobalTable()
    : ResourceType(
        "AWS::DynamoDB::GlobalTable",
        [
            new("TableName", Shape.Text) { Replacement = true },
            new("KeySchema", Shape.List(DynamoDbTable.Key)) { Required = true, Replacement = true },
            new("AttributeDefinitions", Shape.List(DynamoDbTable.Attribute)) { Required = true },
            new("BillingMode", Shape.Text),
            new(
                "GlobalSecondaryIndexes",
                Shape.List(
                    Shape.Object(
                        new("IndexName", Shape.Text) { Required = true },
                        new("KeySchema", Shape.List(DynamoDbTable.Key)) { Required = true },
                        new("Projection", DynamoDbTable.Projection) { Required = true },
                        new("WarmThroughput", Shape.Any) { Kept = true },
                        new("WriteOnDemandThroughputSettings", GlobalThroughput.OnDemandWrite),
                        new("WriteProvisionedThroughputSettings", GlobalThroughput.ProvisionedWrite),
                        new("ReadOnDemandThroughputSettings", GlobalThroughput.OnDemandRead),
                        new("ReadProvisionedThroughputSettings", GlobalThroughput.ProvisionedRead)
                    )
                )
            ),
            new("LocalSecondaryIndexes", Shape.List(DynamoDbTable.LocalIndex)) { Replacement = true },
            new(
                "Replicas",
                Shape.List(
                    Shape.Object([
                        new("Region", Shape.Text) { Required = true },
                        new("DeletionProtectionEnabled", Shape.Boolean),
                        new("PointInTimeRecoverySpecification", DynamoDbTable.Recovery),
                        new("TableClass", Shape.Text),
                        new("Tags", Shape.Tags),
                        new("SSESpecification", Shape.Object(new Property("KMSMasterKeyId", Shape.Text) { Required = true })),
                        new("ReadOnDemandThroughputSettings", GlobalThroughput.OnDemandRead),
                        new("ReadProvisionedThroughputSettings", GlobalThroughput.ProvisionedRead),
                        new(
                            "GlobalSecondaryIndexes",
                            Shape.List(
                                Shape.Object(
                                    new("IndexName", Shape.Text) { Required = true },
                                    new("ContributorInsightsSpecification", Shape.Any) { Kept = true },
                                    new("ReadOnDemandThroughputSettings", GlobalThroughput.OnDemandRead),
                                    new("ReadProvisionedThroughputSettings", GlobalThroughput.ProvisionedRead)
                                )
                            )
                        ),
                        new("ResourcePolicy", DynamoDbTable.Policy),
                        new(
                            "ReplicaStreamSpecification",
                            Shape.Object(new Property("ResourcePolicy", DynamoDbTable.Policy) { Required = true })
                        ),
                        .. Property.Keep("ContributorInsightsSpecification"),
                        .. Property.Refuse("there is no Kinesis", "KinesisStreamSpecification"),
                        .. Property.Refuse("there is one replica", "GlobalTableSettingsReplicationMode"),
                    ])
                )
            )
            {
                Required = true,
            },
            new("SSESpecification", Shape.Object(new("SSEEnabled", Shape.Boolean) { Required = true }, new("SSEType", Shape.Text))),
            new("StreamSpecification", DynamoDbTable.Stream),
            new("TimeToLiveSpecification", DynamoDbTable.TimeToLive),
            new("WriteOnDemandThroughputSettings", GlobalThroughput.OnDemandWrite),
            new("WriteProvisionedThroughputSettings", GlobalThroughput.ProvisionedWrite),
            new("ReadOnDemandThroughputSettings", GlobalThroughput.OnDemandRead),
            new("ReadProvisionedThroughputSettings", GlobalThroughput.ProvisionedRead),
            .. Property.Keep("WarmThroughput"),
            .. Property.Refuse(
                "there is one replica",
                "GlobalTableSettingsReplicationMode",
                "GlobalTableSourceArn",
                "GlobalTableWitnesses",
                "MultiRegionConsistency"
            ),
        ]
    )
{
    private readonly DynamoDbTable _table = new();

    public override IReadOnlyList<string> Attributes => ["Arn", "StreamArn", "TableId"];

    public override string NameProperty => "TableName";

    /// <summary>As the note of a table with the same settings.</summary>
    public override string? Note(JsonObject properties)
    {
        var replica = (properties["Replicas"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault() ?? [];
        string?[] notes =
        [
            _table.Note(Merged(properties, replica)),
            GlobalThroughput.Scales(properties, replica) ? GlobalThroughput.Fixed : null,
        ];
        return notes.OfType<string>().ToArray() is { Length: > 0 } said ? string.Join(". ", said) : null;
    }

    public override string GenerateName(string stackName, string logicalId, JsonObject properties) =>
        _table.GenerateName(stackName, logicalId, properties);

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        if (!AsTable(call.Properties, call.Scope.Region).Ok(out var properties, out var error))
            return error;
        return await WithIdAsync(call, await _table.CreateAsync(call with { Properties = properties }).ConfigureAwait(false))
            .ConfigureAwait(false);
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        if (!AsTable(call.Properties, call.Scope.Region).Ok(out var properties, out var error))
            return error;
        if (!AsTable(existing.Properties, call.Scope.Region).Ok(out var before, out error))
            return error;
        return await WithIdAsync(
                call,
                await _table.UpdateAsync(call with { Properties = properties }, existing with { Properties = before }).ConfigureAwait(false)
            )
            .ConfigureAwait(false);
    }

    public override ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        _table.DeleteAsync(call, existing);

    private static Result<JsonObject> AsTable(JsonObject properties, string region)
    {
        var replicas = (properties["Replicas"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        if (replicas.Find(replica => Scalars.Member(replica, "Region") != region) is { } other)
            return new AwsError(
                "InvalidRequest",
                $"A replica in {Scalars.Member(other, "Region")} of AWS::DynamoDB::GlobalTable is not supported by LocalCloud, which has "
                    + $"the one in {region}"
            );
        if (replicas.Count != 1)
            return new AwsError("InvalidRequest", $"Replicas of AWS::DynamoDB::GlobalTable must have one in {region}");
        return Merged(properties, replicas[0]);
    }

    // What concerns the table, and what concerns its one replica
    private static JsonObject Merged(JsonObject properties, JsonObject replica)
    {
        var table = properties.Pick(
            "TableName",
            "KeySchema",
            "AttributeDefinitions",
            "BillingMode",
            "LocalSecondaryIndexes",
            "SSESpecification",
            "StreamSpecification",
            "TimeToLiveSpecification",
            "WarmThroughput"
        );
        foreach (
            var (name, value) in replica.Pick(
                "DeletionProtectionEnabled",
                "PointInTimeRecoverySpecification",
                "TableClass",
                "Tags",
                "ContributorInsightsSpecification",
                "ResourcePolicy"
            )
        )
            table[name] = value?.DeepClone();
        if (table["StreamSpecification"] is JsonObject stream && replica["ReplicaStreamSpecification"]?["ResourcePolicy"] is { } policy)
            stream["ResourcePolicy"] = policy.DeepClone();
        if (table["SSESpecification"] is JsonObject encryption && Scalars.Member(replica["SSESpecification"], "KMSMasterKeyId") is { } key)
            encryption["KMSMasterKeyId"] = key;
        var provisioned = Scalars.Member(properties, "BillingMode") != "PAY_PER_REQUEST";
        GlobalThroughput.Set(table, provisioned, [replica, properties]);
        if (properties["GlobalSecondaryIndexes"] is JsonArray indexes)
            table["GlobalSecondaryIndexes"] = new JsonArray([
                .. indexes.OfType<JsonObject>().Select(index => Index(index, replica, provisioned)),
            ]);
        return table;
    }

    private static JsonObject Index(JsonObject index, JsonObject replica, bool provisioned)
    {
        var own = (replica["GlobalSecondaryIndexes"] as JsonArray ?? [])
            .OfType<JsonObject>()
            .FirstOrDefault(i => Scalars.Member(i, "IndexName") == Scalars.Member(index, "IndexName"))
            ?? [];
        var merged = index.Pick("IndexName", "KeySchema", "Projection", "WarmThroughput");
        if (own["ContributorInsightsSpecification"] is { } insights)
            merged["ContributorInsightsSpecification"] = insights.DeepClone();
        GlobalThroughput.Set(merged, provisioned, [own, index]);
        return merged;
    }

    private static async ValueTask<Result<ResourceValues>> WithIdAsync(ResourceCall call, Result<ResourceValues> made)
    {
        if (!made.Ok(out var values, out var error))
            return error;
        var described = await call.InvokeAsync("dynamodb", "DescribeTable", new() { ["TableName"] = values.Ref }).ConfigureAwait(false);
        return described.Ok(out var answer, out error)
            ? values with
            {
                Attributes = new Dictionary<string, string>(values.Attributes)
                {
                    ["TableId"] = answer.GetProperty("Table").Text("TableId"),
                },
            }
            : error;
    }
}
