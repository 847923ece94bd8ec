using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class S3BucketPolicy()
    : ResourceType(
        "AWS::S3::BucketPolicy",
        new("Bucket", Shape.Text) { Required = true, Replacement = true },
        new("PolicyDocument", Shape.Json) { Required = true }
    )
{
    public override IReadOnlyList<string> Attributes => [];

    public override string NameProperty => "Bucket";

    public override ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call) => PutAsync(call);

    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) => PutAsync(call);

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await BucketDocuments.SetAsync(call, existing.PhysicalId, Policy(existing.Properties), []).ConfigureAwait(false),
            "NoSuchBucket"
        );

    private static async ValueTask<Result<ResourceValues>> PutAsync(ResourceCall call)
    {
        var set = await BucketDocuments.SetAsync(call, call.PhysicalName, [], Policy(call.Properties)).ConfigureAwait(false);
        return set.Ok(out _, out var error) ? new ResourceValues(call.PhysicalName, new Dictionary<string, string>()) : error;
    }

    private static Dictionary<string, string> Policy(JsonObject properties) =>
        new() { ["policy"] = Inputs.Document(properties["PolicyDocument"]!) };
}
