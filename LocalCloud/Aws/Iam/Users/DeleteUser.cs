namespace LocalCloud.Aws.Iam.Users;

internal static class DeleteUser
{
    public static readonly Operation<IamState, UserRequest, Nothing> Definition = IamService.Define(
        "DeleteUser",
        IamJson.Default.UserRequest,
        Handle,
        Kinds.User.Named<UserRequest>(r => r.UserName)
    );

    private static Result<Nothing> Handle(IamState state, UserRequest request, Context context)
    {
        if (!state.User(request.UserName!).Ok(out var user, out var error))
            return error;
        if (DeleteConflict.OfPolicies(user) is { } policies)
            return policies;
        if (user.Keys.Count > 0)
            return DeleteConflict.Of("delete access keys");
        if (user.Login is not null)
            return DeleteConflict.Of("delete login profile");
        if (state.GroupsOf(user).Any())
            return DeleteConflict.Of("remove users from group");
        state.Delete(context.Changes, user);
        return Nothing.Instance;
    }
}
