namespace LocalCloud.Aws.Iam.Groups;

internal static class DeleteGroup
{
    public static readonly Operation<IamState, GroupRequest, Nothing> Definition = IamService.Define(
        "DeleteGroup",
        IamJson.Default.GroupRequest,
        Handle,
        Kinds.Group.Named<GroupRequest>(r => r.GroupName)
    );

    private static Result<Nothing> Handle(IamState state, GroupRequest request, Context context)
    {
        if (!state.Group(request.GroupName!).Ok(out var group, out var error))
            return error;
        if (DeleteConflict.OfPolicies(group) is { } policies)
            return policies;
        if (group.Members.Count > 0)
            return DeleteConflict.Of("remove users from group");
        state.Delete(context.Changes, group);
        return Nothing.Instance;
    }
}
