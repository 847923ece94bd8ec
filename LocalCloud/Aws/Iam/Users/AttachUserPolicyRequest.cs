using LocalCloud.Aws.Iam.Holders;

namespace LocalCloud.Aws.Iam.Users;

internal sealed record AttachUserPolicyRequest(string? UserName, string? PolicyArn) : IAttachment
{
    string? IOfHolder.Holder => UserName;
}
