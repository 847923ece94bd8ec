using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>The policy of one queue.</summary>
internal sealed class SqsQueueInlinePolicy()
    : ResourceType(
        "AWS::SQS::QueueInlinePolicy",
        new("PolicyDocument", Shape.Json) { Required = true },
        new("Queue", Shape.Text) { Required = true, Replacement = true }
    )
{
    public override IReadOnlyList<string> Attributes => [];

    public override ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call) => SetAsync(call);

    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) => SetAsync(call);

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(await SqsQueuePolicy.SetAsync(call, existing.PhysicalId, "").ConfigureAwait(false), "QueueDoesNotExist");

    private static async ValueTask<Result<ResourceValues>> SetAsync(ResourceCall call)
    {
        var queue = Scalars.Text(call.Properties["Queue"]);
        var set = await SqsQueuePolicy.SetAsync(call, queue, Inputs.Document(call.Properties["PolicyDocument"]!)).ConfigureAwait(false);
        return set.Ok(out _, out var error) ? new ResourceValues(queue, new Dictionary<string, string>()) : error;
    }
}
