using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>An inline policy of roles, users and groups.</summary>
internal sealed class IamPolicy()
    : ResourceType(
        "AWS::IAM::Policy",
        new("PolicyName", Shape.Text) { Required = true, Replacement = true },
        new("PolicyDocument", Shape.Json) { Required = true },
        new("Roles", Shape.List(Shape.Text)),
        new("Users", Shape.List(Shape.Text)),
        new("Groups", Shape.List(Shape.Text))
    )
{
    public override IReadOnlyList<string> Attributes => ["Id"];

    public override ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call) => PutAsync(call, []);

    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) =>
        PutAsync(call, existing.Properties);

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing)
    {
        foreach (var (kind, holder) in IamAttachments.Holders(existing.Properties))
            await call.InvokeAsync(
                    "iam",
                    $"Delete{kind}Policy",
                    new() { [$"{kind}Name"] = holder, ["PolicyName"] = Scalars.Member(existing.Properties, "PolicyName") }
                )
                .ConfigureAwait(false);
        return Nothing.Instance;
    }

    private static async ValueTask<Result<ResourceValues>> PutAsync(ResourceCall call, JsonObject before)
    {
        var name = Scalars.Member(call.Properties, "PolicyName")!;
        foreach (var (kind, holder) in IamAttachments.Holders(call.Properties))
        {
            var put = await call.InvokeAsync(
                    "iam",
                    $"Put{kind}Policy",
                    new()
                    {
                        [$"{kind}Name"] = holder,
                        ["PolicyName"] = name,
                        ["PolicyDocument"] = Inputs.Document(call.Properties["PolicyDocument"]!),
                    }
                )
                .ConfigureAwait(false);
            if (put.Error is { } error)
                return error;
        }
        foreach (var (kind, holder) in IamAttachments.Holders(before).Except(IamAttachments.Holders(call.Properties)))
            await call.InvokeAsync("iam", $"Delete{kind}Policy", new() { [$"{kind}Name"] = holder, ["PolicyName"] = name })
                .ConfigureAwait(false);
        return new ResourceValues(name, new Dictionary<string, string> { ["Id"] = name });
    }
}

/// <summary>Whom a policy of a stack is attached to.</summary>
internal static class IamAttachments
{
    public static IEnumerable<(string Kind, string Name)> Holders(JsonObject properties) =>
        new[] { "Role", "User", "Group" }.SelectMany(kind => IamHolder.Names(properties, $"{kind}s").Select(name => (kind, name)));
}

internal sealed class IamManagedPolicy()
    : ResourceType(
        "AWS::IAM::ManagedPolicy",
        new("ManagedPolicyName", Shape.Text) { Replacement = true },
        new("PolicyDocument", Shape.Json) { Required = true },
        new("Description", Shape.Text) { Replacement = true },
        new("Path", Shape.Text) { Replacement = true },
        new("Roles", Shape.List(Shape.Text)),
        new("Users", Shape.List(Shape.Text)),
        new("Groups", Shape.List(Shape.Text))
    )
{
    public override IReadOnlyList<string> Attributes => ["PolicyArn", "PolicyId"];

    public override string NameProperty => "ManagedPolicyName";

    public override string GenerateName(string stackName, string logicalId, JsonObject properties) =>
        PhysicalName.Generate(stackName, logicalId, 128);

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        var input = call.Properties.Pick("Description", "Path");
        input["PolicyName"] = call.PhysicalName;
        input["PolicyDocument"] = Inputs.Document(call.Properties["PolicyDocument"]!);
        var arn = $"arn:aws:iam::{call.Scope.Account}:policy{Scalars.Member(call.Properties, "Path") ?? "/"}{call.PhysicalName}";
        var created = await call.InvokeAsync("iam", "CreatePolicy", input).ConfigureAwait(false);
        if (created.Error is { } error && !(call.Resumed && error.Code == "EntityAlreadyExists"))
            return error;
        if (await AttachAsync(call, arn, []).ConfigureAwait(false) is { } failed)
            return failed;
        var id = created.Ok(out var answer, out _) ? answer.GetProperty("Policy").Text("PolicyId") : "";
        return new ResourceValues(arn, new Dictionary<string, string> { ["PolicyArn"] = arn, ["PolicyId"] = id });
    }

    // A changed document is a new version, which counts; the one before goes, as CloudFormation has it
    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        var arn = existing.PhysicalId;
        if (!JsonNode.DeepEquals(call.Properties["PolicyDocument"], existing.Properties["PolicyDocument"]))
        {
            if (
                !(await call.InvokeAsync("iam", "GetPolicy", new() { ["PolicyArn"] = arn }).ConfigureAwait(false)).Ok(
                    out var policy,
                    out var gone
                )
            )
                return gone;
            var made = await call.InvokeAsync(
                    "iam",
                    "CreatePolicyVersion",
                    new()
                    {
                        ["PolicyArn"] = arn,
                        ["PolicyDocument"] = Inputs.Document(call.Properties["PolicyDocument"]!),
                        ["SetAsDefault"] = true,
                    }
                )
                .ConfigureAwait(false);
            if (made.Error is { } error)
                return error;
            await call.InvokeAsync(
                    "iam",
                    "DeletePolicyVersion",
                    new() { ["PolicyArn"] = arn, ["VersionId"] = policy.GetProperty("Policy").Text("DefaultVersionId") }
                )
                .ConfigureAwait(false);
        }
        return await AttachAsync(call, arn, existing.Properties).ConfigureAwait(false) is { } failed ? failed : existing.Values;
    }

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing)
    {
        foreach (var (kind, name) in IamAttachments.Holders(existing.Properties))
            await call.InvokeAsync("iam", $"Detach{kind}Policy", new() { [$"{kind}Name"] = name, ["PolicyArn"] = existing.PhysicalId })
                .ConfigureAwait(false);
        return Inputs.Deleted(
            await call.InvokeAsync("iam", "DeletePolicy", new() { ["PolicyArn"] = existing.PhysicalId }).ConfigureAwait(false),
            "NoSuchEntity"
        );
    }

    private static async ValueTask<AwsError?> AttachAsync(ResourceCall call, string arn, JsonObject before)
    {
        foreach (var (kind, name) in IamAttachments.Holders(call.Properties).Except(IamAttachments.Holders(before)))
            if (
                (
                    await call.InvokeAsync("iam", $"Attach{kind}Policy", new() { [$"{kind}Name"] = name, ["PolicyArn"] = arn })
                        .ConfigureAwait(false)
                ).Error is
                { } error
            )
                return error;
        foreach (var (kind, name) in IamAttachments.Holders(before).Except(IamAttachments.Holders(call.Properties)))
            await call.InvokeAsync("iam", $"Detach{kind}Policy", new() { [$"{kind}Name"] = name, ["PolicyArn"] = arn })
                .ConfigureAwait(false);
        return null;
    }
}

internal sealed class IamInstanceProfile()
    : ResourceType(
        "AWS::IAM::InstanceProfile",
        new("InstanceProfileName", Shape.Text) { Replacement = true },
        new("Path", Shape.Text) { Replacement = true },
        new("Roles", Shape.List(Shape.Text)) { Required = true, Replacement = true }
    )
{
    public override IReadOnlyList<string> Attributes => ["Arn"];

    public override string NameProperty => "InstanceProfileName";

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        var input = call.Properties.Pick("Path");
        input["InstanceProfileName"] = call.PhysicalName;
        var created = await call.InvokeAsync("iam", "CreateInstanceProfile", input).ConfigureAwait(false);
        if (created.Error is { } error && !(call.Resumed && error.Code == "EntityAlreadyExists"))
            return error;
        foreach (var role in (call.Properties["Roles"] as JsonArray ?? []).Select(Scalars.Text))
        {
            var added = await call.InvokeAsync(
                    "iam",
                    "AddRoleToInstanceProfile",
                    new() { ["InstanceProfileName"] = call.PhysicalName, ["RoleName"] = role }
                )
                .ConfigureAwait(false);
            if (added.Error is { } failed && !call.Resumed)
                return failed;
        }
        return new ResourceValues(
            call.PhysicalName,
            new Dictionary<string, string>
            {
                ["Arn"] =
                    $"arn:aws:iam::{call.Scope.Account}:instance-profile{Scalars.Member(call.Properties, "Path") ?? "/"}{call.PhysicalName}",
            }
        );
    }

    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) =>
        ValueTask.FromResult<Result<ResourceValues>>(existing.Values);

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing)
    {
        foreach (var role in (existing.Properties["Roles"] as JsonArray ?? []).Select(Scalars.Text))
            await call.InvokeAsync(
                    "iam",
                    "RemoveRoleFromInstanceProfile",
                    new() { ["InstanceProfileName"] = existing.PhysicalId, ["RoleName"] = role }
                )
                .ConfigureAwait(false);
        return Inputs.Deleted(
            await call.InvokeAsync("iam", "DeleteInstanceProfile", new() { ["InstanceProfileName"] = existing.PhysicalId })
                .ConfigureAwait(false),
            "NoSuchEntity"
        );
    }
}
