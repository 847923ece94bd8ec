namespace LocalCloud.Aws.Iam.Operations.Users;

internal sealed record UserShape(
    string? Path,
    string? UserName,
    string UserId,
    string Arn,
    DateTimeOffset CreateDate,
    BoundaryShape? PermissionsBoundary,
    List<TagShape>? Tags
)
{
    public static UserShape Of(User user) =>
        new(
            user.Path,
            user.UserName,
            user.UserId,
            user.Arn,
            user.CreateDate,
            user.PermissionsBoundary is { } boundary ? new("Policy", boundary) : null,
            TagShape.Of(user.Tags)
        );
}

internal sealed record CreateUserRequest(string? UserName, string? Path, string? PermissionsBoundary, List<TagShape>? Tags);

internal sealed record CreateUserResponse(UserShape User);

internal sealed record UserRequest(string? UserName);

internal sealed record UpdateUserRequest(string? UserName, string? NewPath, string? NewUserName);

internal sealed record ListUsersRequest(string? PathPrefix, string? Marker, int? MaxItems);

internal sealed record ListUsersResponse(List<UserShape> Users, bool IsTruncated, string? Marker = null);

internal sealed record UserBoundaryRequest(string? UserName, string? PermissionsBoundary);

internal sealed record TagUserRequest(string? UserName, List<TagShape>? Tags);

internal sealed record UntagUserRequest(string? UserName, List<string>? TagKeys);

internal sealed record ListUserPagesRequest(string? UserName, string? Marker, int? MaxItems);

internal static class UserOperations
{
    private static readonly IamJson Json = IamJson.Default;

    public static IReadOnlyList<Operation> All { get; } =
    [
        IamService.Define(
            "CreateUser",
            Json.CreateUserRequest,
            Json.CreateUserResponse,
            Create,
            Must.Member<CreateUserRequest>("userName", r => r.UserName).Required().Length(1, 64),
            Must.Each<CreateUserRequest, TagShape>("tags", r => r.Tags, TagShape.Constraints)
        ),
        IamService.Define(
            "GetUser",
            Json.UserRequest,
            Json.CreateUserResponse,
            Get,
            Must.Member<UserRequest>("userName", r => r.UserName).Length(1, 128)
        ),
        IamService.Define(
            "UpdateUser",
            Json.UpdateUserRequest,
            CoreJson.Default.Nothing,
            Update,
            Named<UpdateUserRequest>(r => r.UserName)
        ),
        IamService.Define("DeleteUser", Json.UserRequest, CoreJson.Default.Nothing, Delete, Named<UserRequest>(r => r.UserName)),
        IamService.Define(
            "ListUsers",
            Json.ListUsersRequest,
            Json.ListUsersResponse,
            (state, request, _) =>
                Listing<UserShape>
                    .Of(
                        state
                            .Users.Values.Where(u => u.Path.StartsWith(request.PathPrefix ?? "/", StringComparison.Ordinal))
                            .Select(u => UserShape.Of(u) with { Tags = null, PermissionsBoundary = null }),
                        request.MaxItems,
                        request.Marker
                    )
                    .Ok(out var page, out var error)
                    ? new ListUsersResponse(page.Items, page.Marker is not null, page.Marker)
                    : error,
            Must.Member<ListUsersRequest>("maxItems", r => r.MaxItems).Range(1, 1000)
        ),
        IamService.Define(
            "PutUserPermissionsBoundary",
            Json.UserBoundaryRequest,
            CoreJson.Default.Nothing,
            (state, request, context) => Change(state, request.UserName, context, user =>
                {
                    if (HolderPolicies.IsMissing(state, request.PermissionsBoundary!) is { } missing)
                        return missing;
                    user.PermissionsBoundary = request.PermissionsBoundary;
                    return Nothing.Instance;
                }),
            Named<UserBoundaryRequest>(r => r.UserName),
            Must.Member<UserBoundaryRequest>("permissionsBoundary", r => r.PermissionsBoundary).Required().Length(20, 2048)
        ),
        IamService.Define(
            "DeleteUserPermissionsBoundary",
            Json.UserRequest,
            CoreJson.Default.Nothing,
            (state, request, context) => Change(state, request.UserName, context, user =>
                {
                    if (user.PermissionsBoundary is null)
                        return IamState.Missing($"The user with name {user.UserName} does not have a permissions boundary.");
                    user.PermissionsBoundary = null;
                    return Nothing.Instance;
                }),
            Named<UserRequest>(r => r.UserName)
        ),
        IamService.Define(
            "TagUser",
            Json.TagUserRequest,
            CoreJson.Default.Nothing,
            (state, request, context) => Change(state, request.UserName, context, user =>
                {
                    foreach (var tag in request.Tags!)
                        user.Tags[tag.Key] = tag.Value;
                    return Nothing.Instance;
                }),
            Named<TagUserRequest>(r => r.UserName),
            Must.Member<TagUserRequest>("tags", r => r.Tags).Required().Length(0, 50),
            Must.Each<TagUserRequest, TagShape>("tags", r => r.Tags, TagShape.Constraints)
        ),
        IamService.Define(
            "UntagUser",
            Json.UntagUserRequest,
            CoreJson.Default.Nothing,
            (state, request, context) => Change(state, request.UserName, context, user =>
                {
                    request.TagKeys!.ForEach(key => user.Tags.Remove(key));
                    return Nothing.Instance;
                }),
            Named<UntagUserRequest>(r => r.UserName),
            Must.Member<UntagUserRequest>("tagKeys", r => r.TagKeys).Required().Length(0, 50)
        ),
        IamService.Define(
            "ListUserTags",
            Json.ListUserPagesRequest,
            Json.ListRoleTagsResponse,
            (state, request, _) =>
                state.User(request.UserName!).Ok(out var user, out var error)
                    ? new ListRoleTagsResponse(TagShape.Of(user.Tags) ?? [], false)
                    : error,
            Named<ListUserPagesRequest>(r => r.UserName)
        ),
    ];

    private static ValueMember<T> Named<T>(Func<T, object?> get) => Must.Member("userName", get).Required().Length(1, 128);

    public static Result<Nothing> Change(IamState state, string? name, Context context, Func<User, Result<Nothing>> change)
    {
        if (!state.User(name!).Ok(out var user, out var error))
            return error;
        var result = change(user);
        if (result.Error is null)
            state.Put(context.Changes, user);
        return result;
    }

    private static Result<CreateUserResponse> Create(IamState state, CreateUserRequest request, Context context)
    {
        if (Names.Check(request.UserName!, "userName") is { } invalid)
            return invalid;
        if (!TagShape.Read(request.Tags).Ok(out var tags, out var duplicate))
            return duplicate;
        if (state.Users.Keys.Contains(request.UserName!, StringComparer.OrdinalIgnoreCase))
            return new AwsError("EntityAlreadyExists", $"User with name {request.UserName} already exists.", 409);
        if (request.PermissionsBoundary is { } boundary && HolderPolicies.IsMissing(state, boundary) is { } missing)
            return missing;
        var path = request.Path ?? "/";
        var user = new User
        {
            UserName = request.UserName!,
            UserId = IamState.NewId("AIDA"),
            Path = path,
            Arn = state.Arn("user", path, request.UserName!),
            CreateDate = context.Now,
            PermissionsBoundary = request.PermissionsBoundary,
            Tags = tags,
        };
        state.Put(context.Changes, user);
        return new CreateUserResponse(UserShape.Of(user));
    }

    // Without a name it is the caller's own; the account's credentials are no user's, and have no name.
    private static Result<CreateUserResponse> Get(IamState state, UserRequest request, Context context)
    {
        if ((request.UserName ?? context.Identity?.UserName) is { } name)
            return state.User(name).Ok(out var user, out var error) ? new CreateUserResponse(UserShape.Of(user)) : error;
        return context.Identity is { IsRoot: false }
            ? new AwsError("ValidationError", "Must specify userName when calling with non-User credentials")
            : new CreateUserResponse(
                new(null, null, state.Scope.Account, $"arn:aws:iam::{state.Scope.Account}:root", DateTimeOffset.UnixEpoch, null, null)
            );
    }

    private static Result<Nothing> Update(IamState state, UpdateUserRequest request, Context context)
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

    private static Result<Nothing> Delete(IamState state, UserRequest request, Context context)
    {
        if (!state.User(request.UserName!).Ok(out var user, out var error))
            return error;
        if (HolderPolicies.InTheWay(user) is { } policies)
            return policies;
        if (user.Keys.Count > 0)
            return HolderPolicies.Conflict("delete access keys");
        if (user.Login is not null)
            return HolderPolicies.Conflict("delete login profile");
        if (state.GroupsOf(user).Any())
            return HolderPolicies.Conflict("remove users from group");
        state.Delete(context.Changes, user);
        return Nothing.Instance;
    }
}
