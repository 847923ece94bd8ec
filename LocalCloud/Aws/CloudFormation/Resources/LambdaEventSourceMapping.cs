using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class LambdaEventSourceMapping()
    : ResourceType(
        "AWS::Lambda::EventSourceMapping",
        [
            new("EventSourceArn", Shape.Text) { Replacement = true },
            new("FunctionName", Shape.Text) { Required = true },
            new("BatchSize", Shape.Integer),
            new("Enabled", Shape.Boolean),
            new("FilterCriteria", Shape.Object(new Property("Filters", Shape.List(Shape.Object(new Property("Pattern", Shape.Text)))))),
            new("FunctionResponseTypes", Shape.List(Shape.Text)),
            new("KmsKeyArn", Shape.Text),
            new("MaximumBatchingWindowInSeconds", Shape.Integer),
            new("MetricsConfig", Shape.Object(new Property("Metrics", Shape.List(Shape.Text)))),
            new("ScalingConfig", Shape.Object(new Property("MaximumConcurrency", Shape.Integer))),
            new("Tags", Shape.Tags),
            // Of streams
            new("DestinationConfig", Shape.Object(new Property("OnFailure", Shape.Object(new Property("Destination", Shape.Text))))),
            new("BisectBatchOnFunctionError", Shape.Boolean),
            new("MaximumRecordAgeInSeconds", Shape.Integer),
            new("MaximumRetryAttempts", Shape.Integer),
            new("ParallelizationFactor", Shape.Integer),
            new("StartingPosition", Shape.Text) { Replacement = true },
            new("TumblingWindowInSeconds", Shape.Integer),
            .. Property.Keep("LoggingConfig", "ProvisionedPollerConfig"),
            .. Property.Refuse(
                "it is for Kafka, DocumentDB or MQ",
                "AmazonManagedKafkaEventSourceConfig",
                "DocumentDBEventSourceConfig",
                "Queues",
                "SelfManagedEventSource",
                "SelfManagedKafkaEventSourceConfig",
                "SourceAccessConfigurations",
                "Topics"
            ),
            .. Property.Refuse("it is for Kinesis", "StartingPositionTimestamp"),
        ]
    )
{
    private static readonly (string, string)[] Defaults =
    [
        ("FilterCriteria", "{}"),
        ("FunctionResponseTypes", "[]"),
        ("ScalingConfig", "{}"),
        ("MaximumBatchingWindowInSeconds", "0"),
        ("Enabled", "true"),
        ("DestinationConfig", "{}"),
        ("BisectBatchOnFunctionError", "false"),
        ("MaximumRecordAgeInSeconds", "-1"),
        ("MaximumRetryAttempts", "-1"),
        ("ParallelizationFactor", "1"),
        ("TumblingWindowInSeconds", "0"),
    ];

    public override IReadOnlyList<string> Attributes => ["Id", "EventSourceMappingArn"];

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        var created = await call.InvokeAsync("lambda", "CreateEventSourceMapping", Input(call.Properties)).ConfigureAwait(false);
        if (created.Ok(out var answer, out var error))
            return Values(call, answer.Text("UUID"));
        if (!call.Resumed || error.Code != "ResourceConflictException")
            return error;
        var listed = await call.InvokeAsync("lambda", "ListEventSourceMappings", call.Properties.Pick("EventSourceArn", "FunctionName"))
            .ConfigureAwait(false);
        return listed.Ok(out answer, out error) ? Values(call, answer.GetProperty("EventSourceMappings")[0].Text("UUID")) : error;
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        var input = Input(call.Properties);
        input.Remove("EventSourceArn");
        input.Remove("Tags");
        input["UUID"] = existing.PhysicalId;
        input.Remove("StartingPosition");
        // What is no longer set is again what it was without being set.
        var ofStream = Scalars.Member(call.Properties, "EventSourceArn")?.Contains(":dynamodb:", StringComparison.Ordinal) == true;
        foreach (var (name, value) in (IEnumerable<(string, string)>)[.. Defaults, ("BatchSize", ofStream ? "100" : "10")])
            if (existing.Properties.ContainsKey(name) && !call.Properties.ContainsKey(name))
                input[name] = JsonNode.Parse(value);
        var updated = await call.InvokeAsync("lambda", "UpdateEventSourceMapping", input).ConfigureAwait(false);
        return updated.Error is { } error ? error : Values(call, existing.PhysicalId);
    }

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await call.InvokeAsync("lambda", "DeleteEventSourceMapping", new() { ["UUID"] = existing.PhysicalId }).ConfigureAwait(false),
            "ResourceNotFoundException"
        );

    private static JsonObject Input(JsonObject properties)
    {
        var input = properties.DeepClone().AsObject();
        if (input.Remove("KmsKeyArn", out var key))
            input["KMSKeyArn"] = key;
        if (input.Remove("Tags", out var tags))
            input["Tags"] = Inputs.TagMap(tags);
        return input;
    }

    private static ResourceValues Values(ResourceCall call, string id) =>
        new(
            id,
            new Dictionary<string, string>
            {
                ["Id"] = id,
                ["EventSourceMappingArn"] = call.Scope.Arn("lambda", $"event-source-mapping:{id}"),
            }
        );
}
