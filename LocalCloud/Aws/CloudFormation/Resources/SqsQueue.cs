using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class SqsQueue()
    : ResourceType(
        "AWS::SQS::Queue",
        new("QueueName", Shape.Text) { Replacement = true },
        new("FifoQueue", Shape.Boolean) { Replacement = true },
        new("ContentBasedDeduplication", Shape.Boolean),
        new("DeduplicationScope", Shape.Text),
        new("DelaySeconds", Shape.Integer),
        new("FifoThroughputLimit", Shape.Text),
        new("KmsDataKeyReusePeriodSeconds", Shape.Integer),
        new("KmsMasterKeyId", Shape.Text),
        new("MaximumMessageSize", Shape.Integer),
        new("MessageRetentionPeriod", Shape.Integer),
        new("ReceiveMessageWaitTimeSeconds", Shape.Integer),
        new("RedriveAllowPolicy", Shape.Json),
        new("RedrivePolicy", Shape.Json),
        new("SqsManagedSseEnabled", Shape.Boolean),
        new("Tags", Shape.Tags),
        new("VisibilityTimeout", Shape.Integer)
    )
{
    private static readonly TagOperations Tagging = new("sqs", "QueueUrl")
    {
        Tag = "TagQueue",
        Untag = "UntagQueue",
        AsMap = true,
    };

    /// <summary>What an attribute goes back to when the template no longer has it (docs: SetQueueAttributes).</summary>
    private static readonly Dictionary<string, string> Defaults = new()
    {
        ["DelaySeconds"] = "0",
        ["MaximumMessageSize"] = "1048576",
        ["MessageRetentionPeriod"] = "345600",
        ["ReceiveMessageWaitTimeSeconds"] = "0",
        ["VisibilityTimeout"] = "30",
        ["RedrivePolicy"] = "",
        ["RedriveAllowPolicy"] = "",
        ["ContentBasedDeduplication"] = "false",
        ["DeduplicationScope"] = "queue",
        ["FifoThroughputLimit"] = "perQueue",
        ["KmsMasterKeyId"] = "",
        ["KmsDataKeyReusePeriodSeconds"] = "300",
        ["SqsManagedSseEnabled"] = "true",
    };

    public override IReadOnlyList<string> Attributes => ["Arn", "QueueName", "QueueUrl"];

    public override string NameProperty => "QueueName";

    public override string GenerateName(string stackName, string logicalId, JsonObject properties) =>
        Scalars.Member(properties, "FifoQueue") == "true"
            ? PhysicalName.Generate(stackName, logicalId, 75) + ".fifo"
            : PhysicalName.Generate(stackName, logicalId, 80);

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        // CreateQueue answers with the queue of that name when there is one; it would not be this stack's.
        if (
            !call.Resumed
            && (await call.InvokeAsync("sqs", "GetQueueUrl", new() { ["QueueName"] = call.PhysicalName }).ConfigureAwait(false)).Ok(
                out _,
                out _
            )
        )
            return call.AlreadyExists(Name);
        var input = new JsonObject { ["QueueName"] = call.PhysicalName, ["Attributes"] = QueueAttributes(call.Properties) };
        if (call.Properties["Tags"] is { } tags)
            input["tags"] = Inputs.TagMap(tags);
        var created = await call.InvokeAsync("sqs", "CreateQueue", input).ConfigureAwait(false);
        return created.Ok(out var answer, out var error) ? Values(call, answer.Text("QueueUrl")) : error;
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        var attributes = QueueAttributes(call.Properties);
        attributes.Remove("FifoQueue");
        foreach (var (name, value) in Defaults)
            if (existing.Properties.ContainsKey(name) && !call.Properties.ContainsKey(name))
                attributes[name] = value;
        // A key of one's own stands in the place of SQS's.
        if (call.Properties.ContainsKey("KmsMasterKeyId") && !call.Properties.ContainsKey("SqsManagedSseEnabled"))
            attributes.Remove("SqsManagedSseEnabled");
        if (
            attributes.Count > 0
            && (
                await call.InvokeAsync(
                        "sqs",
                        "SetQueueAttributes",
                        new() { ["QueueUrl"] = existing.PhysicalId, ["Attributes"] = attributes }
                    )
                    .ConfigureAwait(false)
            ).Error
                is { } error
        )
            return error;
        return await Tagging.UpdateAsync(call, existing, existing.PhysicalId).ConfigureAwait(false) is { } failure
            ? failure
            : Values(call, existing.PhysicalId);
    }

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await call.InvokeAsync("sqs", "DeleteQueue", new() { ["QueueUrl"] = existing.PhysicalId }).ConfigureAwait(false),
            "QueueDoesNotExist",
            "AWS.SimpleQueueService.NonExistentQueue"
        );

    private static JsonObject QueueAttributes(JsonObject properties) =>
        new(
            properties
                .Where(p => p.Key is not ("QueueName" or "Tags") && !(p.Key == "FifoQueue" && Scalars.Text(p.Value) == "false"))
                .Select(p => KeyValuePair.Create(p.Key, (JsonNode?)Inputs.Document(p.Value!)))
        );

    private static ResourceValues Values(ResourceCall call, string url) =>
        new(
            url,
            new Dictionary<string, string>
            {
                ["Arn"] = call.Scope.Arn("sqs", call.PhysicalName),
                ["QueueName"] = call.PhysicalName,
                ["QueueUrl"] = url,
            }
        );
}
