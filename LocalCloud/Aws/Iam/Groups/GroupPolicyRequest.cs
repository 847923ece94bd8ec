using LocalCloud.Aws.Iam.Holders;

namespace LocalCloud.Aws.Iam.Groups;

internal sealed record GroupPolicyRequest(string? GroupName, string? PolicyName, string? PolicyDocument = null) : IInlinePolicy
{
    string? IOfHolder.Holder => GroupName;
}
