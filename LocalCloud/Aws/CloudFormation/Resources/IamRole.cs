using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class IamRole()
    : ResourceType(
        "AWS::IAM::Role",
        new("RoleName", Shape.Text) { Replacement = true },
        new("AssumeRolePolicyDocument", Shape.Json) { Required = true },
        new("Description", Shape.Text),
        new("ManagedPolicyArns", Shape.List(Shape.Text)),
        new("MaxSessionDuration", Shape.Integer),
        new("Path", Shape.Text) { Replacement = true },
        new("PermissionsBoundary", Shape.Text),
        new(
            "Policies",
            Shape.List(
                Shape.Object(new("PolicyName", Shape.Text) { Required = true }, new("PolicyDocument", Shape.Json) { Required = true })
            )
        ),
        new("Tags", Shape.Tags)
    )
{
    private static readonly TagOperations Tagging = new("iam", "RoleName") { Tag = "TagRole", Untag = "UntagRole" };

    public override IReadOnlyList<string> Attributes => ["Arn", "RoleId"];

    public override string NameProperty => "RoleName";

    public override string Note(JsonObject properties) =>
        "LocalCloud keeps roles and their policies; with --enforce-iam requests are decided by them.";

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        var input = call.Properties.Pick("Description", "MaxSessionDuration", "Path", "PermissionsBoundary", "Tags");
        input["RoleName"] = call.PhysicalName;
        input["AssumeRolePolicyDocument"] = Inputs.Document(call.Properties["AssumeRolePolicyDocument"]!);
        var created = await call.InvokeAsync("iam", "CreateRole", input).ConfigureAwait(false);
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
        var trust = await InvokeAsync(
                call,
                "UpdateAssumeRolePolicy",
                ("PolicyDocument", Inputs.Document(call.Properties["AssumeRolePolicyDocument"]!))
            )
            .ConfigureAwait(false);
        if (trust is not null)
            return trust;
        if (Scalars.Member(call.Properties, "PermissionsBoundary") is { } boundary)
        {
            if (
                await InvokeAsync(call, "PutRolePermissionsBoundary", ("PermissionsBoundary", boundary)).ConfigureAwait(false) is
                { } refused
            )
                return refused;
        }
        else if (existing.Properties.ContainsKey("PermissionsBoundary"))
            await InvokeAsync(call, "DeleteRolePermissionsBoundary").ConfigureAwait(false);
        var settings = call.Properties.Pick("Description", "MaxSessionDuration");
        settings["RoleName"] = call.PhysicalName;
        if ((await call.InvokeAsync("iam", "UpdateRole", settings).ConfigureAwait(false)).Error is { } error)
            return error;
        if (await SetAsync(call, existing.Properties).ConfigureAwait(false) is { } failed)
            return failed;
        await Tagging.UpdateAsync(call, existing, call.PhysicalName).ConfigureAwait(false);
        return await ValuesAsync(call).ConfigureAwait(false);
    }

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(await RemoveAsync(call, existing.PhysicalId, existing.Properties).ConfigureAwait(false), "NoSuchEntity");

    private static async ValueTask<Result<System.Text.Json.JsonElement>> RemoveAsync(ResourceCall call, string role, JsonObject properties)
    {
        foreach (var arn in Arns(properties))
            await call.InvokeAsync("iam", "DetachRolePolicy", new() { ["RoleName"] = role, ["PolicyArn"] = arn }).ConfigureAwait(false);
        foreach (var name in Documents(properties).Keys)
            await call.InvokeAsync("iam", "DeleteRolePolicy", new() { ["RoleName"] = role, ["PolicyName"] = name }).ConfigureAwait(false);
        return await call.InvokeAsync("iam", "DeleteRole", new() { ["RoleName"] = role }).ConfigureAwait(false);
    }

    private static async ValueTask<AwsError?> SetAsync(ResourceCall call, JsonObject before)
    {
        foreach (var arn in Arns(call.Properties).Except(Arns(before)))
            if (await InvokeAsync(call, "AttachRolePolicy", ("PolicyArn", arn)).ConfigureAwait(false) is { } error)
                return error;
        foreach (var arn in Arns(before).Except(Arns(call.Properties)))
            await InvokeAsync(call, "DetachRolePolicy", ("PolicyArn", arn)).ConfigureAwait(false);
        var now = Documents(call.Properties);
        foreach (var (name, document) in now)
            if (
                await InvokeAsync(call, "PutRolePolicy", ("PolicyName", name), ("PolicyDocument", document)).ConfigureAwait(false) is
                { } error
            )
                return error;
        foreach (var name in Documents(before).Keys.Where(name => !now.ContainsKey(name)))
            await InvokeAsync(call, "DeleteRolePolicy", ("PolicyName", name)).ConfigureAwait(false);
        return null;
    }

    private static async ValueTask<AwsError?> InvokeAsync(ResourceCall call, string operation, params (string Name, string Value)[] members)
    {
        var input = new JsonObject { ["RoleName"] = call.PhysicalName };
        foreach (var (name, value) in members)
            input[name] = value;
        return (await call.InvokeAsync("iam", operation, input).ConfigureAwait(false)).Error;
    }

    private static IEnumerable<string> Arns(JsonObject properties) =>
        (properties["ManagedPolicyArns"] as JsonArray ?? []).Select(Scalars.Text);

    private static Dictionary<string, string> Documents(JsonObject properties) =>
        (properties["Policies"] as JsonArray ?? []).ToDictionary(
            p => Scalars.Member(p, "PolicyName")!,
            p => Inputs.Document(p!["PolicyDocument"]!)
        );

    private static async ValueTask<Result<ResourceValues>> ValuesAsync(ResourceCall call)
    {
        if (
            !(await call.InvokeAsync("iam", "GetRole", new() { ["RoleName"] = call.PhysicalName }).ConfigureAwait(false)).Ok(
                out var answer,
                out var error
            )
        )
            return error;
        var role = answer.GetProperty("Role");
        return new ResourceValues(
            call.PhysicalName,
            new Dictionary<string, string> { ["Arn"] = role.Text("Arn"), ["RoleId"] = role.Text("RoleId") }
        );
    }
}
