namespace LocalCloud.Aws.Iam.Users;

internal sealed record UpdateUserRequest(string? UserName, string? NewPath, string? NewUserName);

internal static class UpdateUser
{
    public static readonly Operation<IamState, UpdateUserRequest, Nothing> Definition = IamService.Define(
        "UpdateUser",
        IamJson.Default.UpdateUserRequest,
        Handle,
        Kinds.User.Named<UpdateUserRequest>(r => r.UserName)
    );

    private static Result<Nothing> Handle(IamState state, UpdateUserRequest request, Context context)
    {
        if (!state.User(request.UserName!).Ok(out var user, out var error))
            return error;
        var name = request.NewUserName ?? user.UserName;
        if (Names.Check(name, "newUserName") is { } invalid)
            return invalid;
        if (name != user.UserName && state.Users.ContainsKey(name))
            return new AwsError("EntityAlreadyExists", $"User with name {name} already exists.", 409);
        foreach (var group in state.GroupsOf(user).ToList())
        {
            group.Members.Remove(user.UserName);
            group.Members.Add(name);
            state.Put(context.Changes, group);
        }
        state.Delete(context.Changes, user);
        (user.UserName, user.Path) = (name, request.NewPath ?? user.Path);
        user.Arn = state.Arn("user", user.Path, name);
        state.Put(context.Changes, user);
        return Nothing.Instance;
    }
}
