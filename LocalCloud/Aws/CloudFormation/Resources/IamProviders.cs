using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class IamOidcProvider()
    : ResourceType(
        "AWS::IAM::OIDCProvider",
        new("ClientIdList", Shape.List(Shape.Text)),
        new("Tags", Shape.Tags),
        new("ThumbprintList", Shape.List(Shape.Text)),
        new("Url", Shape.Text) { Replacement = true }
    )
{
    public override IReadOnlyList<string> Attributes => ["Arn"];

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        var input = call.Properties.Pick("Url", "ThumbprintList", "Tags");
        if (call.Properties["ClientIdList"] is { } clients)
            input["ClientIDList"] = clients.DeepClone();
        var created = await call.InvokeAsync("iam", "CreateOpenIDConnectProvider", input).ConfigureAwait(false);
        if (created.Error is { } error && !(call.Resumed && error.Code == "EntityAlreadyExists"))
            return error;
        var url = Scalars.Member(call.Properties, "Url") ?? "";
        var arn =
            $"arn:aws:iam::{call.Scope.Account}:oidc-provider/{url[(url.IndexOf("://", StringComparison.Ordinal) + 3)..].TrimEnd('/')}";
        return new ResourceValues(arn, new Dictionary<string, string> { ["Arn"] = arn });
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        var (before, now) = (
            IamHolder.Names(existing.Properties, "ClientIdList").ToList(),
            IamHolder.Names(call.Properties, "ClientIdList").ToList()
        );
        foreach (var client in now.Except(before))
            await InvokeAsync(call, existing, "AddClientIDToOpenIDConnectProvider", "ClientID", client).ConfigureAwait(false);
        foreach (var client in before.Except(now))
            await InvokeAsync(call, existing, "RemoveClientIDFromOpenIDConnectProvider", "ClientID", client).ConfigureAwait(false);
        await InvokeAsync(
                call,
                existing,
                "UpdateOpenIDConnectProviderThumbprint",
                "ThumbprintList",
                call.Properties["ThumbprintList"]?.DeepClone() ?? new JsonArray()
            )
            .ConfigureAwait(false);
        if (Inputs.GoneTags(existing.Properties, call.Properties) is { Count: > 0 } gone)
            await InvokeAsync(call, existing, "UntagOpenIDConnectProvider", "TagKeys", gone).ConfigureAwait(false);
        if (call.Properties["Tags"] is { } tags)
            await InvokeAsync(call, existing, "TagOpenIDConnectProvider", "Tags", tags.DeepClone()).ConfigureAwait(false);
        return existing.Values;
    }

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await call.InvokeAsync("iam", "DeleteOpenIDConnectProvider", new() { ["OpenIDConnectProviderArn"] = existing.PhysicalId })
                .ConfigureAwait(false),
            "NoSuchEntity"
        );

    private static ValueTask<Result<System.Text.Json.JsonElement>> InvokeAsync(
        ResourceCall call,
        ExistingResource existing,
        string operation,
        string member,
        JsonNode? value
    ) => call.InvokeAsync("iam", operation, new() { ["OpenIDConnectProviderArn"] = existing.PhysicalId, [member] = value });
}

internal sealed class IamServiceLinkedRole()
    : ResourceType(
        "AWS::IAM::ServiceLinkedRole",
        new("AWSServiceName", Shape.Text) { Required = true, Replacement = true },
        new("CustomSuffix", Shape.Text) { Replacement = true },
        new("Description", Shape.Text)
    )
{
    public override IReadOnlyList<string> Attributes => ["RoleName"];

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        var input = call.Properties.Pick("AWSServiceName", "CustomSuffix", "Description");
        if (!(await call.InvokeAsync("iam", "CreateServiceLinkedRole", input).ConfigureAwait(false)).Ok(out var answer, out var error))
            return error;
        var name = answer.GetProperty("Role").Text("RoleName");
        return new ResourceValues(name, new Dictionary<string, string> { ["RoleName"] = name });
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        var input = call.Properties.Pick("Description");
        input["RoleName"] = existing.PhysicalId;
        return (await call.InvokeAsync("iam", "UpdateRoleDescription", input).ConfigureAwait(false)).Error is { } error
            ? error
            : existing.Values;
    }

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await call.InvokeAsync("iam", "DeleteServiceLinkedRole", new() { ["RoleName"] = existing.PhysicalId }).ConfigureAwait(false),
            "NoSuchEntity"
        );
}
