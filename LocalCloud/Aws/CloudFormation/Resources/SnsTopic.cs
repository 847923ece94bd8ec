using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class SnsTopic()
    : ResourceType(
        "AWS::SNS::Topic",
        new("TopicName", Shape.Text) { Replacement = true },
        new("FifoTopic", Shape.Boolean) { Replacement = true },
        new("ArchivePolicy", Shape.Json),
        new("ContentBasedDeduplication", Shape.Boolean),
        new("DataProtectionPolicy", Shape.Json),
        new(
            "DeliveryStatusLogging",
            Shape.List(
                Shape.Object(
                    new("Protocol", Shape.Text) { Required = true },
                    new("FailureFeedbackRoleArn", Shape.Text),
                    new("SuccessFeedbackRoleArn", Shape.Text),
                    new("SuccessFeedbackSampleRate", Shape.Text)
                )
            )
        ),
        new("DisplayName", Shape.Text),
        new("FifoThroughputScope", Shape.Text),
        new("KmsMasterKeyId", Shape.Text),
        new("SignatureVersion", Shape.Text),
        new(
            "Subscription",
            Shape.List(Shape.Object(new("Endpoint", Shape.Text) { Required = true }, new("Protocol", Shape.Text) { Required = true }))
        ),
        new("Tags", Shape.Tags),
        new("TracingConfig", Shape.Text)
    )
{
    private static readonly TagOperations Tagging = new("sns", "ResourceArn");

    private static readonly string[] Plain =
    [
        "ArchivePolicy",
        "ContentBasedDeduplication",
        "DisplayName",
        "FifoThroughputScope",
        "FifoTopic",
        "KmsMasterKeyId",
        "SignatureVersion",
        "TracingConfig",
    ];

    public override IReadOnlyList<string> Attributes => ["TopicArn", "TopicName"];

    public override string NameProperty => "TopicName";

    public override string GenerateName(string stackName, string logicalId, JsonObject properties) =>
        IsFifo(properties) ? PhysicalName.Generate(stackName, logicalId, 251) + ".fifo" : PhysicalName.Generate(stackName, logicalId, 256);

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        // CreateTopic answers with the topic of that name when there is one; it would not be this stack's.
        var arn = Arn(call);
        if (
            !call.Resumed
            && (await call.InvokeAsync("sns", "GetTopicAttributes", new() { ["TopicArn"] = arn }).ConfigureAwait(false)).Ok(out _, out _)
        )
            return call.AlreadyExists(Name);
        var attributes = TopicAttributes(call.Properties);
        if (!IsFifo(call.Properties))
            attributes.Remove("FifoTopic");
        var input = new JsonObject { ["Name"] = call.PhysicalName, ["Attributes"] = attributes };
        if (call.Properties["Tags"] is { } tags)
            input["Tags"] = tags.DeepClone();
        if (call.Properties["DataProtectionPolicy"] is { } policy)
            input["DataProtectionPolicy"] = Inputs.Document(policy);
        var created = await call.InvokeAsync("sns", "CreateTopic", input).ConfigureAwait(false);
        if (created.Error is { } error)
            return error;
        foreach (var subscription in Subscriptions(call.Properties))
            if (await SubscribeAsync(call, arn, subscription).ConfigureAwait(false) is { } refused)
                return refused;
        return Values(call, arn);
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        var arn = existing.PhysicalId;
        var (before, after) = (TopicAttributes(existing.Properties), TopicAttributes(call.Properties));
        // What the template no longer has goes back to its default, which is what an empty value means.
        foreach (var name in before.Concat(after).Select(a => a.Key).Where(n => n != "FifoTopic").Distinct().ToList())
            if (
                (string?)before[name] != (string?)after[name]
                && (
                    await call.InvokeAsync(
                            "sns",
                            "SetTopicAttributes",
                            new()
                            {
                                ["TopicArn"] = arn,
                                ["AttributeName"] = name,
                                ["AttributeValue"] = (string?)after[name] ?? "",
                            }
                        )
                        .ConfigureAwait(false)
                ).Error
                    is { } error
            )
                return error;
        var (was, shall) = (existing.Properties["DataProtectionPolicy"], call.Properties["DataProtectionPolicy"]);
        if (
            !JsonNode.DeepEquals(was, shall)
            && (
                await call.InvokeAsync(
                        "sns",
                        "PutDataProtectionPolicy",
                        new() { ["ResourceArn"] = arn, ["DataProtectionPolicy"] = shall is null ? "" : Inputs.Document(shall) }
                    )
                    .ConfigureAwait(false)
            ).Error
                is { } failed
        )
            return failed;
        return await Tagging.UpdateAsync(call, existing, existing.PhysicalId).ConfigureAwait(false)
            ?? await UpdateSubscriptionsAsync(call, existing).ConfigureAwait(false)
            ?? (Result<ResourceValues>)Values(call, arn);
    }

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await call.InvokeAsync("sns", "DeleteTopic", new() { ["TopicArn"] = existing.PhysicalId }).ConfigureAwait(false),
            "NotFound"
        );

    private static async ValueTask<AwsError?> UpdateSubscriptionsAsync(ResourceCall call, ExistingResource existing)
    {
        var (before, after) = (Subscriptions(existing.Properties), Subscriptions(call.Properties));
        foreach (var subscription in after.Except(before))
            if (await SubscribeAsync(call, existing.PhysicalId, subscription).ConfigureAwait(false) is { } error)
                return error;
        var gone = before.Except(after).ToHashSet();
        if (gone.Count == 0)
            return null;
        var listed = await call.InvokeAsync("sns", "ListSubscriptionsByTopic", new() { ["TopicArn"] = existing.PhysicalId })
            .ConfigureAwait(false);
        if (!listed.Ok(out var answer, out var failed))
            return failed;
        foreach (var subscription in answer.GetProperty("Subscriptions").EnumerateArray())
            if (
                gone.Contains((subscription.Text("Protocol"), subscription.Text("Endpoint")))
                && subscription.Text("SubscriptionArn") is var arn
                && Aws.Arn.Is(arn)
                && (await call.InvokeAsync("sns", "Unsubscribe", new() { ["SubscriptionArn"] = arn }).ConfigureAwait(false)).Error
                    is { } error
            )
                return error;
        return null;
    }

    private static async ValueTask<AwsError?> SubscribeAsync(
        ResourceCall call,
        string topicArn,
        (string Protocol, string Endpoint) subscription
    ) =>
        (
            await call.InvokeAsync(
                    "sns",
                    "Subscribe",
                    new()
                    {
                        ["TopicArn"] = topicArn,
                        ["Protocol"] = subscription.Protocol,
                        ["Endpoint"] = subscription.Endpoint,
                    }
                )
                .ConfigureAwait(false)
        ).Error;

    private static List<(string Protocol, string Endpoint)> Subscriptions(JsonObject properties) =>
        [.. (properties["Subscription"] as JsonArray ?? []).Select(s => (Scalars.Member(s, "Protocol")!, Scalars.Member(s, "Endpoint")!))];

    private static JsonObject TopicAttributes(JsonObject properties)
    {
        var attributes = new JsonObject(
            Plain.Where(properties.ContainsKey).Select(name => KeyValuePair.Create(name, (JsonNode?)Inputs.Document(properties[name]!)))
        );
        foreach (var logging in properties["DeliveryStatusLogging"] as JsonArray ?? [])
        {
            var transport = Scalars.Member(logging, "Protocol") switch
            {
                "http/s" => "HTTP",
                "sqs" => "SQS",
                "lambda" => "Lambda",
                "firehose" => "Firehose",
                _ => "Application",
            };
            foreach (var name in (string[])["FailureFeedbackRoleArn", "SuccessFeedbackRoleArn", "SuccessFeedbackSampleRate"])
                if (Scalars.Member(logging, name) is { } value)
                    attributes[transport + name] = value;
        }
        return attributes;
    }

    private static bool IsFifo(JsonObject properties) => Scalars.Member(properties, "FifoTopic") == "true";

    private static string Arn(ResourceCall call) => call.Scope.Arn("sns", call.PhysicalName);

    private static ResourceValues Values(ResourceCall call, string arn) =>
        new(arn, new Dictionary<string, string> { ["TopicArn"] = arn, ["TopicName"] = call.PhysicalName });
}
