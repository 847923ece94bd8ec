using LocalCloud.Aws.Iam.Holders;

namespace LocalCloud.Aws.Iam.Groups;

internal static class DeleteGroupPolicy
{
    public static readonly Operation<IamState, GroupPolicyRequest, Nothing> Definition = InlinePolicies.Delete(
        "DeleteGroupPolicy",
        IamJson.Default.GroupPolicyRequest,
        Kinds.Group
    );
}
