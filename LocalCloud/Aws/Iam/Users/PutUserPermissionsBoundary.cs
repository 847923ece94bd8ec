using LocalCloud.Aws.Iam.Holders;

namespace LocalCloud.Aws.Iam.Users;

internal sealed record UserBoundaryRequest(string? UserName, string? PermissionsBoundary);

internal static class PutUserPermissionsBoundary
{
    public static readonly Operation<IamState, UserBoundaryRequest, Nothing> Definition = IamService.Define(
        "PutUserPermissionsBoundary",
        IamJson.Default.UserBoundaryRequest,
        Handle,
        Kinds.User.Named<UserBoundaryRequest>(r => r.UserName),
        Must.Member<UserBoundaryRequest>("permissionsBoundary", r => r.PermissionsBoundary).Required().Length(20, 2048)
    );

    private static Result<Nothing> Handle(IamState state, UserBoundaryRequest request, Context context) =>
        Kinds.User.Change<Nothing>(state, request.UserName, context, user =>
        {
            if (AttachedPolicies.IsMissing(state, request.PermissionsBoundary!) is { } missing)
                return missing;
            user.PermissionsBoundary = request.PermissionsBoundary;
            return Nothing.Instance;
        });
}
