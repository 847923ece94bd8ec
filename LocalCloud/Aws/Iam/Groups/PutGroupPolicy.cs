using LocalCloud.Aws.Iam.Holders;

namespace LocalCloud.Aws.Iam.Groups;

internal static class PutGroupPolicy
{
    public static readonly Operation<IamState, GroupPolicyRequest, Nothing> Definition = InlinePolicies.Put(
        "PutGroupPolicy",
        IamJson.Default.GroupPolicyRequest,
        Kinds.Group
    );
}
