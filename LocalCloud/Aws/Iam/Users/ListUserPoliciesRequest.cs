using LocalCloud.Aws.Iam.Holders;

namespace LocalCloud.Aws.Iam.Users;

internal sealed record ListUserPoliciesRequest(string? UserName, string? PathPrefix, string? Marker, int? MaxItems) : IOfHolder
{
    string? IOfHolder.Holder => UserName;
}
