using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class LambdaVersion()
    : ResourceType(
        "AWS::Lambda::Version",
        [
            new("FunctionName", Shape.Text) { Required = true, Replacement = true },
            new("CodeSha256", Shape.Text) { Replacement = true },
            new("Description", Shape.Text) { Replacement = true },
            new("ProvisionedConcurrencyConfig", LambdaProvisioned.Shape),
            .. Property.Keep("FunctionScalingConfig", "RuntimePolicy"),
        ]
    )
{
    public override IReadOnlyList<string> Attributes => ["FunctionArn", "Version"];

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        var published = await call.InvokeAsync(
                "lambda",
                "PublishVersion",
                call.Properties.Pick("FunctionName", "CodeSha256", "Description")
            )
            .ConfigureAwait(false);
        if (!published.Ok(out var answer, out var error))
            return error;
        var (arn, number) = (answer.Text("FunctionArn"), answer.Text("Version"));
        return await LambdaProvisioned.PutAsync(call, null, number).ConfigureAwait(false) is { } refused
            ? refused
            : new ResourceValues(arn, new Dictionary<string, string> { ["FunctionArn"] = arn, ["Version"] = number });
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) =>
        await LambdaProvisioned.PutAsync(call, existing, Arn.LastOf(existing.PhysicalId)).ConfigureAwait(false) is { } refused
            ? refused
            : existing.Values;

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await call.InvokeAsync("lambda", "DeleteFunction", new() { ["FunctionName"] = existing.PhysicalId }).ConfigureAwait(false),
            "ResourceNotFoundException"
        );
}

/// <summary>ProvisionedConcurrencyConfig of a version or alias.</summary>
internal static class LambdaProvisioned
{
    public static Shape Shape =>
        Resources.Shape.Object(new Property("ProvisionedConcurrentExecutions", Resources.Shape.Integer) { Required = true });

    public static async ValueTask<AwsError?> PutAsync(ResourceCall call, ExistingResource? existing, string qualifier)
    {
        var wanted = call.Properties["ProvisionedConcurrencyConfig"] as JsonObject;
        if (JsonNode.DeepEquals(existing?.Properties["ProvisionedConcurrencyConfig"], wanted))
            return null;
        var input = wanted?.DeepClone().AsObject() ?? [];
        input["FunctionName"] = Scalars.Member(call.Properties, "FunctionName");
        input["Qualifier"] = qualifier;
        return (
            await call.InvokeAsync(
                    "lambda",
                    wanted is null ? "DeleteProvisionedConcurrencyConfig" : "PutProvisionedConcurrencyConfig",
                    input
                )
                .ConfigureAwait(false)
        ).Error;
    }
}
