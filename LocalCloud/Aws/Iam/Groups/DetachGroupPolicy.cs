using LocalCloud.Aws.Iam.Holders;

namespace LocalCloud.Aws.Iam.Groups;

internal static class DetachGroupPolicy
{
    public static readonly Operation<IamState, AttachGroupPolicyRequest, Nothing> Definition = AttachedPolicies.Detach(
        "DetachGroupPolicy",
        IamJson.Default.AttachGroupPolicyRequest,
        Kinds.Group
    );
}
