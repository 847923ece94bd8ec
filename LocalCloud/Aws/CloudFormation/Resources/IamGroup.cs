using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class IamGroup()
    : ResourceType(
        "AWS::IAM::Group",
        new("GroupName", Shape.Text) { Replacement = true },
        new("ManagedPolicyArns", Shape.List(Shape.Text)),
        new("Path", Shape.Text),
        new("Policies", IamHolder.Policies)
    )
{
    private static readonly IamHolder Holder = new("Group");

    public override IReadOnlyList<string> Attributes => ["Arn"];

    public override string NameProperty => "GroupName";

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        var input = call.Properties.Pick("Path");
        input["GroupName"] = call.PhysicalName;
        var created = await call.InvokeAsync("iam", "CreateGroup", input).ConfigureAwait(false);
        if (created.Error is { } error && !(call.Resumed && error.Code == "EntityAlreadyExists"))
            return error;
        if (await Holder.SetAsync(call, []).ConfigureAwait(false) is { } failed)
        {
            await Holder.RemoveAsync(call, call.PhysicalName, call.Properties).ConfigureAwait(false);
            return failed;
        }
        return await ValuesAsync(call).ConfigureAwait(false);
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        if (
            Scalars.Member(call.Properties, "Path") is { } path
            && path != Scalars.Member(existing.Properties, "Path")
            && await Holder.InvokeAsync(call, call.PhysicalName, "UpdateGroup", ("NewPath", path)).ConfigureAwait(false) is { } error
        )
            return error;
        return await Holder.SetAsync(call, existing.Properties).ConfigureAwait(false) is { } failed
            ? failed
            : await ValuesAsync(call).ConfigureAwait(false);
    }

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(await Holder.RemoveAsync(call, existing.PhysicalId, existing.Properties).ConfigureAwait(false), "NoSuchEntity");

    private static async ValueTask<Result<ResourceValues>> ValuesAsync(ResourceCall call) =>
        (await call.InvokeAsync("iam", "GetGroup", new() { ["GroupName"] = call.PhysicalName }).ConfigureAwait(false)).Ok(
            out var answer,
            out var error
        )
            ? new ResourceValues(call.PhysicalName, new Dictionary<string, string> { ["Arn"] = answer.GetProperty("Group").Text("Arn") })
            : error;
}

/// <summary>Its id is its name in the stack; it is no resource of IAM's.</summary>
internal sealed class IamUserToGroupAddition()
    : ResourceType(
        "AWS::IAM::UserToGroupAddition",
        new("GroupName", Shape.Text) { Required = true },
        new("Users", Shape.List(Shape.Text)) { Required = true }
    )
{
    public override IReadOnlyList<string> Attributes => ["Id"];

    public override ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call) => SetAsync(call, []);

    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) =>
        SetAsync(call, existing.Properties);

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing)
    {
        foreach (var member in Members(existing.Properties))
            await InvokeAsync(call, "RemoveUserFromGroup", member).ConfigureAwait(false);
        return Nothing.Instance;
    }

    private static async ValueTask<Result<ResourceValues>> SetAsync(ResourceCall call, JsonObject before)
    {
        foreach (var member in Members(call.Properties).Except(Members(before)))
            if ((await InvokeAsync(call, "AddUserToGroup", member).ConfigureAwait(false)).Error is { } error)
                return error;
        foreach (var member in Members(before).Except(Members(call.Properties)))
            await InvokeAsync(call, "RemoveUserFromGroup", member).ConfigureAwait(false);
        return new ResourceValues(call.PhysicalName, new Dictionary<string, string> { ["Id"] = call.PhysicalName });
    }

    private static IEnumerable<(string Group, string User)> Members(JsonObject properties) =>
        IamHolder.Names(properties, "Users").Select(user => (Scalars.Member(properties, "GroupName")!, user));

    private static ValueTask<Result<System.Text.Json.JsonElement>> InvokeAsync(
        ResourceCall call,
        string operation,
        (string Group, string User) member
    ) => call.InvokeAsync("iam", operation, new() { ["GroupName"] = member.Group, ["UserName"] = member.User });
}
