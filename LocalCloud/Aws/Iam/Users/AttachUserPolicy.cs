using LocalCloud.Aws.Iam.Holders;

namespace LocalCloud.Aws.Iam.Users;

internal static class AttachUserPolicy
{
    public static readonly Operation<IamState, AttachUserPolicyRequest, Nothing> Definition = AttachedPolicies.Attach(
        "AttachUserPolicy",
        IamJson.Default.AttachUserPolicyRequest,
        Kinds.User
    );
}
