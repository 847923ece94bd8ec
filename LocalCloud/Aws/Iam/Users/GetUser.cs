namespace LocalCloud.Aws.Iam.Users;

/// <summary>Without a name it is the caller's own; the account's credentials are no user's, and have no name.</summary>
internal static class GetUser
{
    public static readonly Operation<IamState, UserRequest, UserResponse> Definition = IamService.Define(
        "GetUser",
        IamJson.Default.UserRequest,
        IamJson.Default.UserResponse,
        Handle,
        Must.Member<UserRequest>("userName", r => r.UserName).Length(1, 128)
    );

    private static Result<UserResponse> Handle(IamState state, UserRequest request, Context context)
    {
        if ((request.UserName ?? context.Identity?.UserName) is { } name)
            return state.User(name).Ok(out var user, out var error) ? new UserResponse(UserShape.Of(user)) : error;
        return context.Identity is { IsRoot: false }
            ? new AwsError("ValidationError", "Must specify userName when calling with non-User credentials")
            : new UserResponse(
                new(null, null, state.Scope.Account, $"arn:aws:iam::{state.Scope.Account}:root", DateTimeOffset.UnixEpoch, null, null)
            );
    }
}
