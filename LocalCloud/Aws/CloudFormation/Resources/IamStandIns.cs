using System.Security.Cryptography;
using System.Text;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>
/// Stand-ins for IAM, which LocalCloud does not have: they are kept in the stack alone, answer the names and ARNs that others refer to, and
/// allow everything.
/// </summary>
internal sealed class IamRole() : IamStandIn("AWS::IAM::Role", "role", "AROA", "RoleName",
    new("AssumeRolePolicyDocument", Shape.Json) { Required = true },
    new("Description", Shape.Text),
    new("ManagedPolicyArns", Shape.List(Shape.Text)),
    new("MaxSessionDuration", Shape.Integer),
    new("Path", Shape.Text) { Replacement = true },
    new("PermissionsBoundary", Shape.Text),
    new("Policies", Shape.List(Shape.Object(new("PolicyName", Shape.Text) { Required = true }, new("PolicyDocument", Shape.Json) { Required = true }))),
    new("RoleName", Shape.Text) { Replacement = true },
    new("Tags", Shape.Tags))
{
    public override IReadOnlyList<string> Attributes => ["Arn", "RoleId"];
}

internal sealed class IamManagedPolicy() : IamStandIn("AWS::IAM::ManagedPolicy", "policy", "ANPA", "ManagedPolicyName",
    new("Description", Shape.Text) { Replacement = true },
    new("Groups", Shape.List(Shape.Text)),
    new("ManagedPolicyName", Shape.Text) { Replacement = true },
    new("Path", Shape.Text) { Replacement = true },
    new("PolicyDocument", Shape.Json) { Required = true },
    new("Roles", Shape.List(Shape.Text)),
    new("Users", Shape.List(Shape.Text)))
{
    public override IReadOnlyList<string> Attributes => ["PolicyArn", "PolicyId"];

    protected override ResourceValues Values(ResourceCall call, string arn, string id) =>
        new(arn, new Dictionary<string, string> { ["PolicyArn"] = arn, ["PolicyId"] = id });
}

internal sealed class IamPolicy() : IamStandIn("AWS::IAM::Policy", "policy", "ANPA", "PolicyName",
    new("Groups", Shape.List(Shape.Text)),
    new("PolicyDocument", Shape.Json) { Required = true },
    new("PolicyName", Shape.Text) { Required = true, Replacement = true },
    new("Roles", Shape.List(Shape.Text)),
    new("Users", Shape.List(Shape.Text)))
{
    public override IReadOnlyList<string> Attributes => ["Id"];

    // Ref of an inline policy is a made-up id, not its name, which many roles can have.
    protected override ResourceValues Values(ResourceCall call, string arn, string id) => new(id, new Dictionary<string, string> { ["Id"] = id });
}

internal abstract class IamStandIn(string type, string kind, string idPrefix, string nameProperty, params Property[] properties) : ResourceType(type, properties)
{
    public override string NameProperty => nameProperty;

    public override ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        var path = call.Properties["Path"]?.ToString() ?? "/";
        var arn = $"arn:aws:iam::{call.Scope.Account}:{kind}{path}{call.PhysicalName}";
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(arn)));
        return new(Values(call, arn, idPrefix + hash[..17]));
    }

    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) => new(existing.Values);

    public override ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) => new(Nothing.Instance);

    protected virtual ResourceValues Values(ResourceCall call, string arn, string id) =>
        new(call.PhysicalName, new Dictionary<string, string> { ["Arn"] = arn, ["RoleId"] = id });
}
