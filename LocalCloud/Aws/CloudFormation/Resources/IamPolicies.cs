using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>An inline policy of roles.</summary>
internal sealed class IamPolicy() : ResourceType("AWS::IAM::Policy",
    new("PolicyName", Shape.Text) { Required = true, Replacement = true },
    new("PolicyDocument", Shape.Json) { Required = true },
    new("Roles", Shape.List(Shape.Text)),
    new("Users", Shape.List(Shape.Text)),
    new("Groups", Shape.List(Shape.Text)))
{
    public override IReadOnlyList<string> Attributes => ["Id"];

    public override ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call) => PutAsync(call, []);

    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) => PutAsync(call, existing.Properties);

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing)
    {
        foreach (var role in Roles(existing.Properties))
            await call.InvokeAsync("iam", "DeleteRolePolicy", new() { ["RoleName"] = role, ["PolicyName"] = Scalars.Member(existing.Properties, "PolicyName") }).ConfigureAwait(false);
        return Nothing.Instance;
    }

    private static async ValueTask<Result<ResourceValues>> PutAsync(ResourceCall call, JsonObject before)
    {
        if (call.Properties["Users"] is JsonArray { Count: > 0 } || call.Properties["Groups"] is JsonArray { Count: > 0 })
            return TemplateError.Validation("Users and Groups of AWS::IAM::Policy are not supported by LocalCloud");
        var name = Scalars.Member(call.Properties, "PolicyName")!;
        foreach (var role in Roles(call.Properties))
        {
            var put = await call.InvokeAsync("iam", "PutRolePolicy", new()
            {
                ["RoleName"] = role,
                ["PolicyName"] = name,
                ["PolicyDocument"] = Inputs.Document(call.Properties["PolicyDocument"]!),
            }).ConfigureAwait(false);
            if (put.Error is { } error) return error;
        }
        foreach (var role in Roles(before).Except(Roles(call.Properties)))
            await call.InvokeAsync("iam", "DeleteRolePolicy", new() { ["RoleName"] = role, ["PolicyName"] = name }).ConfigureAwait(false);
        return new ResourceValues(name, new Dictionary<string, string> { ["Id"] = name });
    }

    private static IEnumerable<string> Roles(JsonObject properties) => (properties["Roles"] as JsonArray ?? []).Select(Scalars.Text);
}

internal sealed class IamManagedPolicy() : ResourceType("AWS::IAM::ManagedPolicy",
    new("ManagedPolicyName", Shape.Text) { Replacement = true },
    new("PolicyDocument", Shape.Json) { Required = true, Replacement = true },
    new("Description", Shape.Text) { Replacement = true },
    new("Path", Shape.Text) { Replacement = true },
    new("Roles", Shape.List(Shape.Text)) { Replacement = true })
{
    public override IReadOnlyList<string> Attributes => ["PolicyArn", "PolicyId"];

    public override string NameProperty => "ManagedPolicyName";

    public override string GenerateName(string stackName, string logicalId, JsonObject properties) => PhysicalName.Generate(stackName, logicalId, 128);

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        var input = call.Properties.Pick("Description", "Path");
        input["PolicyName"] = call.PhysicalName;
        input["PolicyDocument"] = Inputs.Document(call.Properties["PolicyDocument"]!);
        var arn = $"arn:aws:iam::{call.Scope.Account}:policy{Scalars.Member(call.Properties, "Path") ?? "/"}{call.PhysicalName}";
        var created = await call.InvokeAsync("iam", "CreatePolicy", input).ConfigureAwait(false);
        if (created.Error is { } error && !(call.Resumed && error.Code == "EntityAlreadyExists")) return error;
        foreach (var role in Roles(call.Properties))
            if ((await call.InvokeAsync("iam", "AttachRolePolicy", new() { ["RoleName"] = role, ["PolicyArn"] = arn }).ConfigureAwait(false)).Error is { } failed) return failed;
        var id = created.Ok(out var answer, out _) ? answer.GetProperty("Policy").Text("PolicyId") : "";
        return new ResourceValues(arn, new Dictionary<string, string> { ["PolicyArn"] = arn, ["PolicyId"] = id });
    }

    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) => ValueTask.FromResult<Result<ResourceValues>>(existing.Values);

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing)
    {
        foreach (var role in Roles(existing.Properties))
            await call.InvokeAsync("iam", "DetachRolePolicy", new() { ["RoleName"] = role, ["PolicyArn"] = existing.PhysicalId }).ConfigureAwait(false);
        return Inputs.Deleted(await call.InvokeAsync("iam", "DeletePolicy", new() { ["PolicyArn"] = existing.PhysicalId }).ConfigureAwait(false), "NoSuchEntity");
    }

    private static IEnumerable<string> Roles(JsonObject properties) => (properties["Roles"] as JsonArray ?? []).Select(Scalars.Text);
}

internal sealed class IamInstanceProfile() : ResourceType("AWS::IAM::InstanceProfile",
    new("InstanceProfileName", Shape.Text) { Replacement = true },
    new("Path", Shape.Text) { Replacement = true },
    new("Roles", Shape.List(Shape.Text)) { Required = true, Replacement = true })
{
    public override IReadOnlyList<string> Attributes => ["Arn"];

    public override string NameProperty => "InstanceProfileName";

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        var input = call.Properties.Pick("Path");
        input["InstanceProfileName"] = call.PhysicalName;
        var created = await call.InvokeAsync("iam", "CreateInstanceProfile", input).ConfigureAwait(false);
        if (created.Error is { } error && !(call.Resumed && error.Code == "EntityAlreadyExists")) return error;
        foreach (var role in (call.Properties["Roles"] as JsonArray ?? []).Select(Scalars.Text))
        {
            var added = await call.InvokeAsync("iam", "AddRoleToInstanceProfile", new() { ["InstanceProfileName"] = call.PhysicalName, ["RoleName"] = role }).ConfigureAwait(false);
            if (added.Error is { } failed && !call.Resumed) return failed;
        }
        return new ResourceValues(call.PhysicalName, new Dictionary<string, string>
        {
            ["Arn"] = $"arn:aws:iam::{call.Scope.Account}:instance-profile{Scalars.Member(call.Properties, "Path") ?? "/"}{call.PhysicalName}",
        });
    }

    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) => ValueTask.FromResult<Result<ResourceValues>>(existing.Values);

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing)
    {
        foreach (var role in (existing.Properties["Roles"] as JsonArray ?? []).Select(Scalars.Text))
            await call.InvokeAsync("iam", "RemoveRoleFromInstanceProfile", new() { ["InstanceProfileName"] = existing.PhysicalId, ["RoleName"] = role }).ConfigureAwait(false);
        return Inputs.Deleted(await call.InvokeAsync("iam", "DeleteInstanceProfile", new() { ["InstanceProfileName"] = existing.PhysicalId }).ConfigureAwait(false), "NoSuchEntity");
    }
}
