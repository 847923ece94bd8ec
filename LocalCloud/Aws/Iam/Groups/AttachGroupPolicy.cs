using LocalCloud.Aws.Iam.Holders;

namespace LocalCloud.Aws.Iam.Groups;

internal static class AttachGroupPolicy
{
    public static readonly Operation<IamState, AttachGroupPolicyRequest, Nothing> Definition = AttachedPolicies.Attach(
        "AttachGroupPolicy",
        IamJson.Default.AttachGroupPolicyRequest,
        Kinds.Group
    );
}
