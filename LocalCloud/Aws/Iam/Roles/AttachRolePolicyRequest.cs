using LocalCloud.Aws.Iam.Holders;

namespace LocalCloud.Aws.Iam.Roles;

internal sealed record AttachRolePolicyRequest(string? RoleName, string? PolicyArn) : IAttachment
{
    string? IOfHolder.Holder => RoleName;
}
