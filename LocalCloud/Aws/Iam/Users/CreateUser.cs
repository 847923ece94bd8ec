using LocalCloud.Aws.Iam.Holders;

namespace LocalCloud.Aws.Iam.Users;

internal sealed record CreateUserRequest(string? UserName, string? Path, string? PermissionsBoundary, List<ResourceTag>? Tags);

internal static class CreateUser
{
    public static readonly Operation<IamState, CreateUserRequest, UserResponse> Definition = IamService.Define(
        "CreateUser",
        IamJson.Default.CreateUserRequest,
        IamJson.Default.UserResponse,
        Handle,
        Must.Member<CreateUserRequest>("userName", r => r.UserName).Required().Length(1, 64),
        Must.Each<CreateUserRequest, ResourceTag>("tags", r => r.Tags, ResourceTag.Constraints)
    );

    private static Result<UserResponse> Handle(IamState state, CreateUserRequest request, Context context)
    {
        if (Names.Check(request.UserName!, "userName") is { } invalid)
            return invalid;
        if (!IamTags.Read(request.Tags).Ok(out var tags, out var duplicate))
            return duplicate;
        if (state.Users.Keys.Contains(request.UserName!, StringComparer.OrdinalIgnoreCase))
            return new AwsError("EntityAlreadyExists", $"User with name {request.UserName} already exists.", 409);
        if (request.PermissionsBoundary is { } boundary && AttachedPolicies.IsMissing(state, boundary) is { } missing)
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
        return new UserResponse(UserShape.Of(user));
    }
}
