namespace LocalCloud.Aws.Iam.Operations.Users;

internal sealed record LoginProfileRequest(string? UserName, string? Password = null, bool? PasswordResetRequired = null);

internal sealed record LoginProfileShape(string UserName, DateTimeOffset CreateDate, bool PasswordResetRequired);

internal sealed record LoginProfileResponse(LoginProfileShape LoginProfile);

/// <summary>That a user may sign in to AWS's console. There is none to sign in to, and passwords are not kept.</summary>
internal static class LoginProfileOperations
{
    private static readonly IamJson Json = IamJson.Default;

    public static IReadOnlyList<Operation> All { get; } =
    [
        IamService
            .Define(
                "CreateLoginProfile",
                Json.LoginProfileRequest,
                Json.LoginProfileResponse,
                (state, request, context) =>
                {
                    if (!state.User(request.UserName!).Ok(out var user, out var error))
                        return error;
                    if (user.Login is not null)
                        return new AwsError("EntityAlreadyExists", $"Login Profile for user {user.UserName} already exists.", 409);
                    user.Login = new(context.Now, request.PasswordResetRequired ?? false);
                    state.Put(context.Changes, user);
                    return new LoginProfileResponse(Shape(user));
                },
                Named,
                Must.Member<LoginProfileRequest>("password", r => r.Password).Length(1, 128).Sensitive()
            )
            .Lacking("the password is not kept: there is no console to sign in to"),
        IamService.Define(
            "GetLoginProfile",
            Json.LoginProfileRequest,
            Json.LoginProfileResponse,
            (state, request, _) => Find(state, request).Ok(out var user, out var error) ? new LoginProfileResponse(Shape(user)) : error,
            Named
        ),
        IamService.Define(
            "UpdateLoginProfile",
            Json.LoginProfileRequest,
            CoreJson.Default.Nothing,
            (state, request, context) =>
            {
                if (!Find(state, request).Ok(out var user, out var error))
                    return error;
                user.Login = user.Login! with { PasswordResetRequired = request.PasswordResetRequired ?? user.Login.PasswordResetRequired };
                state.Put(context.Changes, user);
                return Nothing.Instance;
            },
            Named,
            Must.Member<LoginProfileRequest>("password", r => r.Password).Length(1, 128).Sensitive()
        ),
        IamService.Define(
            "DeleteLoginProfile",
            Json.LoginProfileRequest,
            CoreJson.Default.Nothing,
            (state, request, context) =>
            {
                if (!Find(state, request).Ok(out var user, out var error))
                    return error;
                user.Login = null;
                state.Put(context.Changes, user);
                return Nothing.Instance;
            },
            Named
        ),
    ];

    private static ValueMember<LoginProfileRequest> Named =>
        Must.Member<LoginProfileRequest>("userName", r => r.UserName).Required().Length(1, 64);

    private static Result<User> Find(IamState state, LoginProfileRequest request) =>
        !state.User(request.UserName!).Ok(out var user, out var error) ? error
        : user.Login is null ? IamState.Missing($"Login Profile for User {user.UserName} cannot be found.")
        : user;

    private static LoginProfileShape Shape(User user) => new(user.UserName, user.Login!.CreateDate, user.Login.PasswordResetRequired);
}
