using LocalCloud.Aws.Iam.Holders;

namespace LocalCloud.Aws.Iam.Groups;

internal sealed record ListGroupPoliciesRequest(string? GroupName, string? PathPrefix, string? Marker, int? MaxItems) : IOfHolder
{
    string? IOfHolder.Holder => GroupName;
}
