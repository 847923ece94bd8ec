using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;
using LocalCloud.Aws.Kms;

namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>A key; its deletion begins the waiting period and does not end with it, as on AWS.</summary>
internal sealed class KmsKey()
    : ResourceType(
        "AWS::KMS::Key",
        new("BypassPolicyLockoutSafetyCheck", Shape.Boolean),
        new("Description", Shape.Text),
        new("EnableKeyRotation", Shape.Boolean),
        new("Enabled", Shape.Boolean),
        new("KeyPolicy", Shape.Json),
        new("KeySpec", Shape.Text) { Replacement = true },
        new("KeyUsage", Shape.Text) { Replacement = true },
        new("MultiRegion", Shape.Boolean) { Replacement = true },
        new("Origin", Shape.Text) { Replacement = true },
        new("PendingWindowInDays", Shape.Integer),
        new("RotationPeriodInDays", Shape.Integer),
        new("Tags", Shape.Tags)
    )
{
    public override IReadOnlyList<string> Attributes => ["Arn", "KeyId"];

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        var id = call.Resumed ? KmsKeys.Made(call) : null;
        if (id is null)
        {
            var input = call.Properties.Pick("Description", "KeySpec", "KeyUsage", "MultiRegion", "Origin");
            if (call.Properties["KeyPolicy"] is { } policy)
                input["Policy"] = Inputs.Document(policy);
            input["Tags"] = KmsKeys.Tags(call.Properties["Tags"]);
            var created = await call.InvokeAsync("kms", "CreateKey", input).ConfigureAwait(false);
            if (!created.Ok(out var answer, out var error))
                return error;
            id = answer.GetProperty("KeyMetadata").Text("KeyId");
        }
        return await KmsKeys.ApplyAsync(call, id, []).ConfigureAwait(false) is { } failure ? failure : KmsKeys.Values(call, id);
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        var id = existing.PhysicalId;
        if (
            !JsonNode.DeepEquals(call.Properties["Description"], existing.Properties["Description"])
            && (
                await KmsKeys
                    .InvokeAsync(call, "UpdateKeyDescription", id, ("Description", Scalars.Member(call.Properties, "Description") ?? ""))
                    .ConfigureAwait(false)
            ).Error
                is { } refused
        )
            return refused;
        if (await KmsKeys.PolicyAsync(call, id, existing.Properties).ConfigureAwait(false) is { } malformed)
            return malformed;
        if (await KmsKeys.TagAsync(call, id, existing.Properties).ConfigureAwait(false) is { } untagged)
            return untagged;
        return await KmsKeys.ApplyAsync(call, id, existing.Properties).ConfigureAwait(false) is { } failure ? failure : existing.Values;
    }

    public override ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        KmsKeys.DeleteAsync(call, existing);
}
