namespace LocalCloud.Aws.Iam.Groups;

internal sealed record MembershipRequest(string? GroupName, string? UserName)
{
    public static Member<MembershipRequest>[] Constraints =>
        [Kinds.Group.Named<MembershipRequest>(r => r.GroupName), Kinds.User.Named<MembershipRequest>(r => r.UserName)];

    public Result<Nothing> Change(IamState state, Context context, Action<Group, User> change)
    {
        if (!state.Group(GroupName!).Ok(out var group, out var error))
            return error;
        if (!state.User(UserName!).Ok(out var user, out error))
            return error;
        change(group, user);
        state.Put(context.Changes, group);
        return Nothing.Instance;
    }
}
