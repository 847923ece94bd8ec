using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>The key of a multi-region primary in the stack's region.</summary>
internal sealed class KmsReplicaKey()
    : ResourceType(
        "AWS::KMS::ReplicaKey",
        new("Description", Shape.Text),
        new("Enabled", Shape.Boolean),
        new("KeyPolicy", Shape.Json) { Required = true },
        new("PendingWindowInDays", Shape.Integer),
        new("PrimaryKeyArn", Shape.Text) { Required = true, Replacement = true },
        new("Tags", Shape.Tags)
    )
{
    public override IReadOnlyList<string> Attributes => ["Arn", "KeyId"];

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        var id = call.Resumed ? KmsKeys.Made(call) : null;
        if (id is null)
        {
            var primary = Scalars.Member(call.Properties, "PrimaryKeyArn")!;
            if (primary.Split(':') is not ["arn", _, "kms", { Length: > 0 } region, ..])
                return TemplateError.Validation($"PrimaryKeyArn {primary} is not the ARN of a key.");
            var input = call.Properties.Pick("Description");
            input["KeyId"] = primary;
            input["ReplicaRegion"] = call.Scope.Region;
            input["Policy"] = Inputs.Document(call.Properties["KeyPolicy"]!);
            input["Tags"] = KmsKeys.Tags(call.Properties["Tags"]);
            // It is the primary's region that replicates
            var there = call with { Scope = call.Scope with { Region = region } };
            var created = await there.InvokeAsync("kms", "ReplicateKey", input).ConfigureAwait(false);
            if (!created.Ok(out var answer, out var error))
                return error;
            id = answer.GetProperty("ReplicaKeyMetadata").Text("KeyId");
        }
        return await KmsKeys.ApplyAsync(call, id, []).ConfigureAwait(false) is { } failure ? failure : KmsKeys.Values(call, id);
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        var id = existing.PhysicalId;
        if (await KmsKeys.PolicyAsync(call, id, existing.Properties).ConfigureAwait(false) is { } malformed)
            return malformed;
        if (await KmsKeys.TagAsync(call, id, existing.Properties).ConfigureAwait(false) is { } untagged)
            return untagged;
        return await KmsKeys.ApplyAsync(call, id, existing.Properties).ConfigureAwait(false) is { } failure ? failure : existing.Values;
    }

    public override ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        KmsKeys.DeleteAsync(call, existing);
}
