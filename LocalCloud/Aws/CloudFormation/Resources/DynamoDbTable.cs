using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class DynamoDbTable()
    : ResourceType(
        "AWS::DynamoDB::Table",
        [
            new("TableName", Shape.Text) { Replacement = true },
            new("KeySchema", Shape.List(Key)) { Required = true, Replacement = true },
            new("AttributeDefinitions", Shape.List(Attribute)),
            new("BillingMode", Shape.Text),
            new("DeletionProtectionEnabled", Shape.Boolean),
            new(
                "GlobalSecondaryIndexes",
                Shape.List(
                    Shape.Object(
                        new("IndexName", Shape.Text) { Required = true },
                        new("KeySchema", Shape.List(Key)) { Required = true },
                        new("Projection", Projection),
                        new("ProvisionedThroughput", Throughput),
                        new("OnDemandThroughput", OnDemand),
                        new("ContributorInsightsSpecification", Shape.Any) { Kept = true },
                        new("WarmThroughput", Shape.Any) { Kept = true }
                    )
                )
            ),
            new("LocalSecondaryIndexes", Shape.List(LocalIndex)) { Replacement = true },
            new("OnDemandThroughput", OnDemand),
            new("PointInTimeRecoverySpecification", Recovery),
            new("ProvisionedThroughput", Throughput),
            new(
                "SSESpecification",
                Shape.Object(new("SSEEnabled", Shape.Boolean), new("SSEType", Shape.Text), new("KMSMasterKeyId", Shape.Text))
            ),
            new("StreamSpecification", Stream),
            new("TableClass", Shape.Text),
            new("Tags", Shape.Tags),
            new("TimeToLiveSpecification", TimeToLive),
            new("ResourcePolicy", Policy),
            .. Property.Keep("ContributorInsightsSpecification", "WarmThroughput"),
            .. Property.Refuse("its tables are filled by writing to them", "ImportSourceSpecification"),
            .. Property.Refuse("there is no Kinesis", "KinesisStreamSpecification"),
        ]
    )
{
    private static readonly TagOperations Tagging = new("dynamodb", "ResourceArn");

    public static Shape Attribute =>
        Shape.Object(new("AttributeName", Shape.Text) { Required = true }, new("AttributeType", Shape.Text) { Required = true });

    public static Shape Key =>
        Shape.Object(new("AttributeName", Shape.Text) { Required = true }, new("KeyType", Shape.Text) { Required = true });

    public static Shape LocalIndex =>
        Shape.Object(
            new("IndexName", Shape.Text) { Required = true },
            new("KeySchema", Shape.List(Key)) { Required = true },
            new("Projection", Projection)
        );

    public static Shape Stream => Shape.Object(new("StreamViewType", Shape.Text) { Required = true }, new("ResourcePolicy", Policy));

    public static Shape Policy => Shape.Object(new Property("PolicyDocument", Shape.Json) { Required = true });

    public static Shape TimeToLive => Shape.Object(new("AttributeName", Shape.Text), new("Enabled", Shape.Boolean) { Required = true });

    public static Shape Recovery =>
        Shape.Object(new("PointInTimeRecoveryEnabled", Shape.Boolean), new("RecoveryPeriodInDays", Shape.Integer));

    public static Shape OnDemand => Shape.Object(new("MaxReadRequestUnits", Shape.Integer), new("MaxWriteRequestUnits", Shape.Integer));

    public static Shape Projection => Shape.Object(new("ProjectionType", Shape.Text), new("NonKeyAttributes", Shape.List(Shape.Text)));

    private static Shape Throughput =>
        Shape.Object(
            new("ReadCapacityUnits", Shape.Integer) { Required = true },
            new("WriteCapacityUnits", Shape.Integer) { Required = true }
        );

    public override IReadOnlyList<string> Attributes => ["Arn", "StreamArn"];

    public override string NameProperty => "TableName";

    public override string GenerateName(string stackName, string logicalId, JsonObject properties) =>
        PhysicalName.Generate(stackName, logicalId, 255);

    public override string? Note(JsonObject properties)
    {
        var kept = ((string[])["ContributorInsightsSpecification", "WarmThroughput"]).Where(name =>
            !properties.ContainsKey(name) && TableIndexes.Have(properties, name)
        );
        string?[] notes =
        [
            base.Note(properties),
            kept.Any() ? $"Kept with the stack and not carried out: {string.Join(", ", kept.Select(name => $"{name} of indexes"))}" : null,
        ];
        return notes.OfType<string>().ToArray() is { Length: > 0 } said ? string.Join(". ", said) : null;
    }

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        var input = Settings(call.Properties);
        foreach (var name in (string[])["KeySchema", "AttributeDefinitions", "LocalSecondaryIndexes", "Tags"])
            if (call.Properties[name] is { } value)
                input[name] = value.DeepClone();
        if (call.Properties["GlobalSecondaryIndexes"] is JsonArray indexes)
            input["GlobalSecondaryIndexes"] = new JsonArray([.. indexes.OfType<JsonObject>().Select(TableIndexes.CarriedOut)]);
        if (StreamView(call.Properties) is { } view)
            input["StreamSpecification"] = StreamSetting(view);
        input["TableName"] = call.PhysicalName;
        if (
            !(await call.InvokeAsync("dynamodb", "CreateTable", input).ConfigureAwait(false)).Ok(out _, out var error)
            && !(call.Resumed && error.Code == "ResourceInUseException")
        )
            return error;
        var failed = await SetTimeToLiveAsync(call, before: null).ConfigureAwait(false)
            ?? await SetRecoveryAsync(call, before: null).ConfigureAwait(false)
            ?? await TablePolicies.SetAsync(call, before: []).ConfigureAwait(false);
        if (failed is null)
            return await ValuesAsync(call).ConfigureAwait(false);
        await call.InvokeAsync("dynamodb", "DeleteTable", new() { ["TableName"] = call.PhysicalName }).ConfigureAwait(false);
        return failed;
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        var before = Settings(existing.Properties);
        var changed = new JsonObject(
            Settings(call.Properties)
                .Where(setting => !JsonNode.DeepEquals(setting.Value, before[setting.Key]))
                .Select(setting => KeyValuePair.Create(setting.Key, setting.Value?.DeepClone()))
        );
        if (changed.Count > 0)
        {
            changed["TableName"] = existing.PhysicalId;
            if (!(await call.InvokeAsync("dynamodb", "UpdateTable", changed).ConfigureAwait(false)).Ok(out _, out var error))
                return error;
        }
        var failed = await TableIndexes.UpdateAsync(call, existing).ConfigureAwait(false)
            ?? await SetStreamAsync(call, StreamView(existing.Properties)).ConfigureAwait(false)
            ?? await SetTimeToLiveAsync(call, existing.Properties["TimeToLiveSpecification"]).ConfigureAwait(false)
            ?? await SetRecoveryAsync(call, existing.Properties["PointInTimeRecoverySpecification"]).ConfigureAwait(false)
            ?? await Tagging.UpdateAsync(call, existing, call.Scope.Arn("dynamodb", $"table/{call.PhysicalName}")).ConfigureAwait(false)
            ?? await TablePolicies.SetAsync(call, existing.Properties).ConfigureAwait(false);
        return failed ?? await ValuesAsync(call).ConfigureAwait(false);
    }

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await call.InvokeAsync("dynamodb", "DeleteTable", new() { ["TableName"] = existing.PhysicalId }).ConfigureAwait(false),
            "ResourceNotFoundException"
        );

    private static JsonObject Settings(JsonObject properties)
    {
        var settings = properties.Pick(
            "BillingMode",
            "DeletionProtectionEnabled",
            "OnDemandThroughput",
            "ProvisionedThroughput",
            "TableClass"
        );
        if (properties["SSESpecification"] is JsonObject sse)
        {
            settings["SSESpecification"] = sse.Pick("SSEType", "KMSMasterKeyId");
            if (sse["SSEEnabled"] is { } enabled)
                settings["SSESpecification"]!["Enabled"] = enabled.DeepClone();
        }
        return settings;
    }

    /// <summary>DynamoDB refuses to set what is set already, so only a difference is sent.</summary>
    private static async ValueTask<AwsError?> SetTimeToLiveAsync(ResourceCall call, JsonNode? before)
    {
        var wanted = call.Properties["TimeToLiveSpecification"]?.DeepClone();
        if (JsonNode.DeepEquals(wanted, before))
            return null;
        if (wanted is null)
        {
            wanted = before!.DeepClone();
            wanted["Enabled"] = false;
        }
        if (before is null && Scalars.Member(wanted, "Enabled") == "false")
            return null;
        var set = await call.InvokeAsync(
                "dynamodb",
                "UpdateTimeToLive",
                new() { ["TableName"] = call.PhysicalName, ["TimeToLiveSpecification"] = wanted }
            )
            .ConfigureAwait(false);
        // Of a creation that was begun before: it had come this far.
        return set.Error is { } error && !(call.Resumed && error.Message.Contains("already enabled", StringComparison.Ordinal))
            ? error
            : null;
    }

    private static async ValueTask<AwsError?> SetRecoveryAsync(ResourceCall call, JsonNode? before)
    {
        var wanted = call.Properties["PointInTimeRecoverySpecification"]?.DeepClone();
        if (JsonNode.DeepEquals(wanted, before))
            return null;
        wanted ??= new JsonObject();
        wanted["PointInTimeRecoveryEnabled"] ??= false;
        return (
            await call.InvokeAsync(
                    "dynamodb",
                    "UpdateContinuousBackups",
                    new() { ["TableName"] = call.PhysicalName, ["PointInTimeRecoverySpecification"] = wanted }
                )
                .ConfigureAwait(false)
        ).Error;
    }

    /// <summary>Another view is another stream: the one there is ends first.</summary>
    private static async ValueTask<AwsError?> SetStreamAsync(ResourceCall call, string? before)
    {
        var wanted = StreamView(call.Properties);
        if (wanted == before)
            return null;
        if (before is not null && await ChangeAsync(null).ConfigureAwait(false) is { } failed)
            return failed;
        return wanted is null ? null : await ChangeAsync(wanted).ConfigureAwait(false);

        async ValueTask<AwsError?> ChangeAsync(string? view) =>
            (
                await call.InvokeAsync(
                        "dynamodb",
                        "UpdateTable",
                        new() { ["TableName"] = call.PhysicalName, ["StreamSpecification"] = StreamSetting(view) }
                    )
                    .ConfigureAwait(false)
            ).Error;
    }

    private static string? StreamView(JsonObject properties) => Scalars.Member(properties["StreamSpecification"], "StreamViewType");

    private static JsonObject StreamSetting(string? view) =>
        view is null ? new() { ["StreamEnabled"] = false } : new() { ["StreamEnabled"] = true, ["StreamViewType"] = view };

    private static async ValueTask<Result<ResourceValues>> ValuesAsync(ResourceCall call)
    {
        var values = new Dictionary<string, string> { ["Arn"] = call.Scope.Arn("dynamodb", $"table/{call.PhysicalName}") };
        if (StreamView(call.Properties) is null)
            return new ResourceValues(call.PhysicalName, values);
        var described = await call.InvokeAsync("dynamodb", "DescribeTable", new() { ["TableName"] = call.PhysicalName })
            .ConfigureAwait(false);
        if (!described.Ok(out var answer, out var error))
            return error;
        values["StreamArn"] = answer.GetProperty("Table").Text("LatestStreamArn");
        return new ResourceValues(call.PhysicalName, values);
    }
}
