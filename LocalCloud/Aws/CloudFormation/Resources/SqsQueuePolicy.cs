using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>One policy, set on each of its queues.</summary>
internal sealed class SqsQueuePolicy()
    : ResourceType(
        "AWS::SQS::QueuePolicy",
        new("PolicyDocument", Shape.Json) { Required = true },
        new("Queues", Shape.List(Shape.Text)) { Required = true }
    )
{
    public override IReadOnlyList<string> Attributes => ["Id"];

    public override ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call) => SetAsync(call, []);

    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) =>
        SetAsync(call, Queues(existing.Properties).Except(Queues(call.Properties)));

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing)
    {
        foreach (var queue in Queues(existing.Properties))
            if (Inputs.Deleted(await SetAsync(call, queue, "").ConfigureAwait(false), "QueueDoesNotExist").Error is { } error)
                return error;
        return Nothing.Instance;
    }

    private static async ValueTask<Result<ResourceValues>> SetAsync(ResourceCall call, IEnumerable<string> noLonger)
    {
        var policy = Inputs.Document(call.Properties["PolicyDocument"]!);
        foreach (var queue in Queues(call.Properties))
            if ((await SetAsync(call, queue, policy).ConfigureAwait(false)).Error is { } error)
                return error;
        foreach (var queue in noLonger)
            if (Inputs.Deleted(await SetAsync(call, queue, "").ConfigureAwait(false), "QueueDoesNotExist").Error is { } error)
                return error;
        return new ResourceValues(call.PhysicalName, new Dictionary<string, string> { ["Id"] = call.PhysicalName });
    }

    public static async ValueTask<Result<Nothing>> SetAsync(ResourceCall call, string queueUrl, string policy)
    {
        var set = await call.InvokeAsync(
                "sqs",
                "SetQueueAttributes",
                new()
                {
                    ["QueueUrl"] = queueUrl,
                    ["Attributes"] = new JsonObject { ["Policy"] = policy },
                }
            )
            .ConfigureAwait(false);
        return set.Ok(out _, out var error) ? Nothing.Instance : error;
    }

    private static IEnumerable<string> Queues(JsonObject properties) => (properties["Queues"] as JsonArray ?? []).Select(Scalars.Text);
}
