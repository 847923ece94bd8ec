using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class IamUser()
    : ResourceType(
        "AWS::IAM::User",
        new("UserName", Shape.Text) { Replacement = true },
        new("Groups", Shape.List(Shape.Text)),
        new("LoginProfile", Shape.Object(new("Password", Shape.Text) { Required = true }, new("PasswordResetRequired", Shape.Boolean))),
        new("ManagedPolicyArns", Shape.List(Shape.Text)),
        new("Path", Shape.Text),
        new("PermissionsBoundary", Shape.Text),
        new("Policies", IamHolder.Policies),
        new("Tags", Shape.Tags)
    )
{
    private static readonly TagOperations Tagging = new("iam", "UserName") { Tag = "TagUser", Untag = "UntagUser" };

    private static readonly IamHolder Holder = new("User");

    public override IReadOnlyList<string> Attributes => ["Arn"];

    public override string NameProperty => "UserName";

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        var input = call.Properties.Pick("Path", "PermissionsBoundary", "Tags");
        input["UserName"] = call.PhysicalName;
        var created = await call.InvokeAsync("iam", "CreateUser", input).ConfigureAwait(false);
        if (created.Error is { } error && !(call.Resumed && error.Code == "EntityAlreadyExists"))
            return error;
        if (await SetAsync(call, []).ConfigureAwait(false) is { } failed)
        {
            await RemoveAsync(call, call.PhysicalName, call.Properties).ConfigureAwait(false);
            return failed;
        }
        return await ValuesAsync(call).ConfigureAwait(false);
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        if (
            Scalars.Member(call.Properties, "Path") is { } path
            && path != Scalars.Member(existing.Properties, "Path")
            && await Holder.InvokeAsync(call, call.PhysicalName, "UpdateUser", ("NewPath", path)).ConfigureAwait(false) is { } error
        )
            return error;
        if (Scalars.Member(call.Properties, "PermissionsBoundary") is { } boundary)
            await Holder
                .InvokeAsync(call, call.PhysicalName, "PutUserPermissionsBoundary", ("PermissionsBoundary", boundary))
                .ConfigureAwait(false);
        else if (existing.Properties.ContainsKey("PermissionsBoundary"))
            await Holder.InvokeAsync(call, call.PhysicalName, "DeleteUserPermissionsBoundary").ConfigureAwait(false);
        await Tagging.UpdateAsync(call, existing, call.PhysicalName).ConfigureAwait(false);
        return await SetAsync(call, existing.Properties).ConfigureAwait(false) is { } failed
            ? failed
            : await ValuesAsync(call).ConfigureAwait(false);
    }

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(await RemoveAsync(call, existing.PhysicalId, existing.Properties).ConfigureAwait(false), "NoSuchEntity");

    private static async ValueTask<AwsError?> SetAsync(ResourceCall call, JsonObject before)
    {
        foreach (var group in Groups(call.Properties).Except(Groups(before)))
            if (
                await Holder.InvokeAsync(call, call.PhysicalName, "AddUserToGroup", ("GroupName", group)).ConfigureAwait(false) is { } error
            )
                return error;
        foreach (var group in Groups(before).Except(Groups(call.Properties)))
            await Holder.InvokeAsync(call, call.PhysicalName, "RemoveUserFromGroup", ("GroupName", group)).ConfigureAwait(false);
        if (call.Properties["LoginProfile"] is JsonObject login && !before.ContainsKey("LoginProfile"))
        {
            var input = login.DeepClone().AsObject();
            input["UserName"] = call.PhysicalName;
            var made = await call.InvokeAsync("iam", "CreateLoginProfile", input).ConfigureAwait(false);
            if (made.Error is { Code: not "EntityAlreadyExists" } error)
                return error;
        }
        else if (before.ContainsKey("LoginProfile") && !call.Properties.ContainsKey("LoginProfile"))
            await Holder.InvokeAsync(call, call.PhysicalName, "DeleteLoginProfile").ConfigureAwait(false);
        return await Holder.SetAsync(call, before).ConfigureAwait(false);
    }

    private static async ValueTask<Result<System.Text.Json.JsonElement>> RemoveAsync(ResourceCall call, string user, JsonObject properties)
    {
        foreach (var group in Groups(properties))
            await Holder.InvokeAsync(call, user, "RemoveUserFromGroup", ("GroupName", group)).ConfigureAwait(false);
        if (properties.ContainsKey("LoginProfile"))
            await Holder.InvokeAsync(call, user, "DeleteLoginProfile").ConfigureAwait(false);
        return await Holder.RemoveAsync(call, user, properties).ConfigureAwait(false);
    }

    private static IEnumerable<string> Groups(JsonObject properties) => IamHolder.Names(properties, "Groups");

    private static async ValueTask<Result<ResourceValues>> ValuesAsync(ResourceCall call) =>
        (await call.InvokeAsync("iam", "GetUser", new() { ["UserName"] = call.PhysicalName }).ConfigureAwait(false)).Ok(
            out var answer,
            out var error
        )
            ? new ResourceValues(call.PhysicalName, new Dictionary<string, string> { ["Arn"] = answer.GetProperty("User").Text("Arn") })
            : error;
}
