using LocalCloud.Aws.Iam.Holders;

namespace LocalCloud.Aws.Iam.Users;

internal static class DetachUserPolicy
{
    public static readonly Operation<IamState, AttachUserPolicyRequest, Nothing> Definition = AttachedPolicies.Detach(
        "DetachUserPolicy",
        IamJson.Default.AttachUserPolicyRequest,
        Kinds.User
    );
}
