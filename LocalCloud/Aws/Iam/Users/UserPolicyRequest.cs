using LocalCloud.Aws.Iam.Holders;

namespace LocalCloud.Aws.Iam.Users;

internal sealed record UserPolicyRequest(string? UserName, string? PolicyName, string? PolicyDocument = null) : IInlinePolicy
{
    string? IOfHolder.Holder => UserName;
}
