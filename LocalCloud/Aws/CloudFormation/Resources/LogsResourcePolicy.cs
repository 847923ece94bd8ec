using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class LogsResourcePolicy()
    : ResourceType(
        "AWS::Logs::ResourcePolicy",
        new("PolicyName", Shape.Text) { Required = true, Replacement = true },
        new("PolicyDocument", Shape.Json) { Required = true }
    )
{
    public override IReadOnlyList<string> Attributes => [];

    public override string NameProperty => "PolicyName";

    public override ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call) => PutAsync(call);

    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) => PutAsync(call);

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await call.InvokeAsync("logs", "DeleteResourcePolicy", new() { ["policyName"] = existing.PhysicalId }).ConfigureAwait(false),
            "ResourceNotFoundException"
        );

    private static async ValueTask<Result<ResourceValues>> PutAsync(ResourceCall call)
    {
        var put = await call.InvokeAsync(
                "logs",
                "PutResourcePolicy",
                new() { ["policyName"] = call.PhysicalName, ["policyDocument"] = Inputs.Document(call.Properties["PolicyDocument"]!) }
            )
            .ConfigureAwait(false);
        return put.Ok(out _, out var error) ? new ResourceValues(call.PhysicalName, new Dictionary<string, string>()) : error;
    }
}
