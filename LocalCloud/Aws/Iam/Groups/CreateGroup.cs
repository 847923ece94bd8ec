namespace LocalCloud.Aws.Iam.Groups;

internal sealed record CreateGroupRequest(string? GroupName, string? Path);

internal sealed record CreateGroupResponse(GroupShape Group);

internal static class CreateGroup
{
    public static readonly Operation<IamState, CreateGroupRequest, CreateGroupResponse> Definition = IamService.Define(
        "CreateGroup",
        IamJson.Default.CreateGroupRequest,
        IamJson.Default.CreateGroupResponse,
        Handle,
        Kinds.Group.Named<CreateGroupRequest>(r => r.GroupName)
    );

    private static Result<CreateGroupResponse> Handle(IamState state, CreateGroupRequest request, Context context)
    {
        if (Names.Check(request.GroupName!, "groupName") is { } invalid)
            return invalid;
        if (state.Groups.Keys.Contains(request.GroupName!, StringComparer.OrdinalIgnoreCase))
            return new AwsError("EntityAlreadyExists", $"Group with name {request.GroupName} already exists.", 409);
        var path = request.Path ?? "/";
        var group = new Group
        {
            GroupName = request.GroupName!,
            GroupId = IamState.NewId("AGPA"),
            Path = path,
            Arn = state.Arn("group", path, request.GroupName!),
            CreateDate = context.Now,
        };
        state.Put(context.Changes, group);
        return new CreateGroupResponse(GroupShape.Of(group));
    }
}
