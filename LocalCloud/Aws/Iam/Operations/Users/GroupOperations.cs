namespace LocalCloud.Aws.Iam.Operations.Users;

internal sealed record GroupShape(string Path, string GroupName, string GroupId, string Arn, DateTimeOffset CreateDate)
{
    public static GroupShape Of(Group group) => new(group.Path, group.GroupName, group.GroupId, group.Arn, group.CreateDate);
}

internal sealed record CreateGroupRequest(string? GroupName, string? Path);

internal sealed record CreateGroupResponse(GroupShape Group);

internal sealed record GroupRequest(string? GroupName, string? Marker = null, int? MaxItems = null);

internal sealed record GetGroupResponse(GroupShape Group, List<UserShape> Users, bool IsTruncated, string? Marker);

internal sealed record UpdateGroupRequest(string? GroupName, string? NewPath, string? NewGroupName);

internal sealed record ListGroupsResponse(List<GroupShape> Groups, bool IsTruncated, string? Marker = null);

internal sealed record MembershipRequest(string? GroupName, string? UserName);

internal static class GroupOperations
{
    private static readonly IamJson Json = IamJson.Default;

    public static IReadOnlyList<Operation> All { get; } =
    [
        IamService.Define(
            "CreateGroup",
            Json.CreateGroupRequest,
            Json.CreateGroupResponse,
            Create,
            Named<CreateGroupRequest>(r => r.GroupName)
        ),
        IamService.Define(
            "GetGroup",
            Json.GroupRequest,
            Json.GetGroupResponse,
            (state, request, _) =>
                !state.Group(request.GroupName!).Ok(out var group, out var error) ? error
                : Listing<UserShape>
                    .Of(
                        group.Members.Select(name => UserShape.Of(state.Users[name]) with { Tags = null, PermissionsBoundary = null }),
                        request.MaxItems,
                        request.Marker
                    )
                    .Ok(out var page, out error)
                    ? new GetGroupResponse(GroupShape.Of(group), page.Items, page.Marker is not null, page.Marker)
                : error,
            Named<GroupRequest>(r => r.GroupName)
        ),
        IamService.Define(
            "UpdateGroup",
            Json.UpdateGroupRequest,
            CoreJson.Default.Nothing,
            Update,
            Named<UpdateGroupRequest>(r => r.GroupName)
        ),
        IamService.Define(
            "DeleteGroup",
            Json.GroupRequest,
            CoreJson.Default.Nothing,
            (state, request, context) =>
            {
                if (!state.Group(request.GroupName!).Ok(out var group, out var error))
                    return error;
                if (HolderPolicies.InTheWay(group) is { } policies)
                    return policies;
                if (group.Members.Count > 0)
                    return HolderPolicies.Conflict("remove users from group");
                state.Delete(context.Changes, group);
                return Nothing.Instance;
            },
            Named<GroupRequest>(r => r.GroupName)
        ),
        IamService.Define(
            "ListGroups",
            Json.ListUsersRequest,
            Json.ListGroupsResponse,
            (state, request, _) =>
                Listing<GroupShape>
                    .Of(
                        state
                            .Groups.Values.Where(g => g.Path.StartsWith(request.PathPrefix ?? "/", StringComparison.Ordinal))
                            .Select(GroupShape.Of),
                        request.MaxItems,
                        request.Marker
                    )
                    .Ok(out var page, out var error)
                    ? new ListGroupsResponse(page.Items, page.Marker is not null, page.Marker)
                    : error,
            Must.Member<ListUsersRequest>("maxItems", r => r.MaxItems).Range(1, 1000)
        ),
        IamService.Define(
            "ListGroupsForUser",
            Json.ListUserPagesRequest,
            Json.ListGroupsResponse,
            (state, request, _) =>
                state.User(request.UserName!).Ok(out var user, out var error)
                    ? new ListGroupsResponse([.. state.GroupsOf(user).Select(GroupShape.Of)], false)
                    : error,
            Must.Member<ListUserPagesRequest>("userName", r => r.UserName).Required().Length(1, 128)
        ),
        IamService.Define(
            "AddUserToGroup",
            Json.MembershipRequest,
            CoreJson.Default.Nothing,
            (state, request, context) => Change(state, request, context, (group, user) => group.Members.Add(user.UserName)),
            OfMember
        ),
        IamService.Define(
            "RemoveUserFromGroup",
            Json.MembershipRequest,
            CoreJson.Default.Nothing,
            (state, request, context) => Change(state, request, context, (group, user) => group.Members.Remove(user.UserName)),
            OfMember
        ),
    ];

    private static ValueMember<T> Named<T>(Func<T, object?> get) => Must.Member("groupName", get).Required().Length(1, 128);

    private static Member<MembershipRequest>[] OfMember =>
        [Named<MembershipRequest>(r => r.GroupName), Must.Member<MembershipRequest>("userName", r => r.UserName).Required().Length(1, 128)];

    private static Result<CreateGroupResponse> Create(IamState state, CreateGroupRequest request, Context context)
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

    private static Result<Nothing> Update(IamState state, UpdateGroupRequest request, Context context)
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

    private static Result<Nothing> Change(IamState state, MembershipRequest request, Context context, Action<Group, User> change)
    {
        if (!state.Group(request.GroupName!).Ok(out var group, out var error))
            return error;
        if (!state.User(request.UserName!).Ok(out var user, out error))
            return error;
        change(group, user);
        state.Put(context.Changes, group);
        return Nothing.Instance;
    }
}
