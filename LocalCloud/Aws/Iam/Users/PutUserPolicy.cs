using LocalCloud.Aws.Iam.Holders;

namespace LocalCloud.Aws.Iam.Users;

internal static class PutUserPolicy
{
    public static readonly Operation<IamState, UserPolicyRequest, Nothing> Definition = InlinePolicies.Put(
        "PutUserPolicy",
        IamJson.Default.UserPolicyRequest,
        Kinds.User
    );
}
