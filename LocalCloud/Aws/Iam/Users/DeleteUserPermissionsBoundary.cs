namespace LocalCloud.Aws.Iam.Users;

internal static class DeleteUserPermissionsBoundary
{
    public static readonly Operation<IamState, UserRequest, Nothing> Definition = IamService.Define(
        "DeleteUserPermissionsBoundary",
        IamJson.Default.UserRequest,
        Handle,
        Kinds.User.Named<UserRequest>(r => r.UserName)
    );

    private static Result<Nothing> Handle(IamState state, UserRequest request, Context context) =>
        Kinds.User.Change<Nothing>(state, request.UserName, context, user =>
        {
            if (user.PermissionsBoundary is null)
                return IamState.Missing($"The user with name {user.UserName} does not have a permissions boundary.");
            user.PermissionsBoundary = null;
            return Nothing.Instance;
        });
}
