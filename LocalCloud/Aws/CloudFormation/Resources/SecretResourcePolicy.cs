using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class SecretResourcePolicy()
    : ResourceType(
        "AWS::SecretsManager::ResourcePolicy",
        new("SecretId", Shape.Text) { Required = true, Replacement = true },
        new("ResourcePolicy", Shape.Json) { Required = true },
        new("BlockPublicPolicy", Shape.Boolean)
    )
{
    public override IReadOnlyList<string> Attributes => ["Id"];

    public override ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call) => PutAsync(call);

    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) => PutAsync(call);

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await call.InvokeAsync("secretsmanager", "DeleteResourcePolicy", new() { ["SecretId"] = existing.PhysicalId })
                .ConfigureAwait(false),
            "ResourceNotFoundException"
        );

    private static async ValueTask<Result<ResourceValues>> PutAsync(ResourceCall call)
    {
        var put = await call.InvokeAsync(
                "secretsmanager",
                "PutResourcePolicy",
                new()
                {
                    ["SecretId"] = Scalars.Member(call.Properties, "SecretId"),
                    ["ResourcePolicy"] = Inputs.Document(call.Properties["ResourcePolicy"]!),
                }
            )
            .ConfigureAwait(false);
        return put.Ok(out var answer, out var error)
            ? new ResourceValues(answer.Text("ARN"), new Dictionary<string, string> { ["Id"] = answer.Text("ARN") })
            : error;
    }
}
