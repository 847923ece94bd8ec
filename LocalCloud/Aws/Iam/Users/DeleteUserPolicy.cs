using LocalCloud.Aws.Iam.Holders;

namespace LocalCloud.Aws.Iam.Users;

internal static class DeleteUserPolicy
{
    public static readonly Operation<IamState, UserPolicyRequest, Nothing> Definition = InlinePolicies.Delete(
        "DeleteUserPolicy",
        IamJson.Default.UserPolicyRequest,
        Kinds.User
    );
}
