using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class KmsAlias()
    : ResourceType(
        "AWS::KMS::Alias",
        new("AliasName", Shape.Text) { Required = true, Replacement = true },
        new("TargetKeyId", Shape.Text) { Required = true }
    )
{
    public override IReadOnlyList<string> Attributes => [];

    public override string NameProperty => "AliasName";

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        var created = await call.InvokeAsync("kms", "CreateAlias", Input(call)).ConfigureAwait(false);
        if (call.Resumed && created.Error?.Code == "AlreadyExistsException")
            created = await call.InvokeAsync("kms", "UpdateAlias", Input(call)).ConfigureAwait(false);
        return created.Error is { } error ? error : Values(call.PhysicalName);
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) =>
        (await call.InvokeAsync("kms", "UpdateAlias", Input(call)).ConfigureAwait(false)).Error is { } error ? error : existing.Values;

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await call.InvokeAsync("kms", "DeleteAlias", new() { ["AliasName"] = existing.PhysicalId }).ConfigureAwait(false),
            "NotFoundException"
        );

    private static JsonObject Input(ResourceCall call) =>
        new() { ["AliasName"] = call.PhysicalName, ["TargetKeyId"] = Scalars.Member(call.Properties, "TargetKeyId") };

    private static ResourceValues Values(string name) => new(name, new Dictionary<string, string>());
}
