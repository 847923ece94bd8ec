using LocalCloud.Aws.Iam.Holders;

namespace LocalCloud.Aws.Iam.Groups;

internal sealed record AttachGroupPolicyRequest(string? GroupName, string? PolicyArn) : IAttachment
{
    string? IOfHolder.Holder => GroupName;
}
