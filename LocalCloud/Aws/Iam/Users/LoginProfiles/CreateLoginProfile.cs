namespace LocalCloud.Aws.Iam.Users.LoginProfiles;

/// <summary>That a user may sign in to AWS's console. There is none to sign in to, and passwords are not kept.</summary>
internal static class CreateLoginProfile
{
    public static readonly Operation<IamState, LoginProfileRequest, LoginProfileResponse> Definition = IamService
        .Define(
            "CreateLoginProfile",
            IamJson.Default.LoginProfileRequest,
            IamJson.Default.LoginProfileResponse,
            Handle,
            LoginProfileRequest.Named,
            LoginProfileRequest.OfPassword
        )
        .Lacking("the password is not kept: there is no console to sign in to");

    private static Result<LoginProfileResponse> Handle(IamState state, LoginProfileRequest request, Context context)
    {
        if (!state.User(request.UserName!).Ok(out var user, out var error))
            return error;
        if (user.Login is not null)
            return new AwsError("EntityAlreadyExists", $"Login Profile for user {user.UserName} already exists.", 409);
        user.Login = new(context.Now, request.PasswordResetRequired ?? false);
        state.Put(context.Changes, user);
        return new LoginProfileResponse(LoginProfileShape.Of(user));
    }
}
