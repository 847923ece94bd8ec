namespace LocalCloud.Aws.Iam.Groups;

internal sealed record UpdateGroupRequest(string? GroupName, string? NewPath, string? NewGroupName);

internal static class UpdateGroup
{
    public static readonly Operation<IamState, UpdateGroupRequest, Nothing> Definition = IamService.Define(
        "UpdateGroup",
        IamJson.Default.UpdateGroupRequest,
        Handle,
        Kinds.Group.Named<UpdateGroupRequest>(r => r.GroupName)
    );

    private static Result<Nothing> Handle(IamState state, UpdateGroupRequest request, Context context)
    {
        if (!state.Group(request.GroupName!).Ok(out var group, out var error))
            return error;
        var name = request.NewGroupName ?? group.GroupName;
        if (Names.Check(name, "newGroupName") is { } invalid)
            return invalid;
        if (name != group.GroupName && state.Groups.ContainsKey(name))
            return new AwsError("EntityAlreadyExists", $"Group with name {name} already exists.", 409);
        state.Delete(context.Changes, group);
        (group.GroupName, group.Path) = (name, request.NewPath ?? group.Path);
        group.Arn = state.Arn("group", group.Path, name);
        state.Put(context.Changes, group);
        return Nothing.Instance;
    }
}
