using LocalCloud.Aws.Iam.Holders;

namespace LocalCloud.Aws.Iam.Roles;

internal sealed record RolePolicyRequest(string? RoleName, string? PolicyName, string? PolicyDocument = null) : IInlinePolicy
{
    string? IOfHolder.Holder => RoleName;
}
