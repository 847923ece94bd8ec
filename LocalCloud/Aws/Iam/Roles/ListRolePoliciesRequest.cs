using LocalCloud.Aws.Iam.Holders;

namespace LocalCloud.Aws.Iam.Roles;

internal sealed record ListRolePoliciesRequest(string? RoleName, string? PathPrefix, string? Marker, int? MaxItems) : IOfHolder
{
    string? IOfHolder.Holder => RoleName;
}
