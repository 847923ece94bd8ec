namespace LocalCloud.Aws.Iam.Users.LoginProfiles;

internal static class UpdateLoginProfile
{
    public static readonly Operation<IamState, LoginProfileRequest, Nothing> Definition = IamService.Define(
        "UpdateLoginProfile",
        IamJson.Default.LoginProfileRequest,
        Handle,
        LoginProfileRequest.Named,
        LoginProfileRequest.OfPassword
    );

    private static Result<Nothing> Handle(IamState state, LoginProfileRequest request, Context context)
    {
        if (!request.Find(state).Ok(out var user, out var error))
            return error;
        user.Login = user.Login! with { PasswordResetRequired = request.PasswordResetRequired ?? user.Login.PasswordResetRequired };
        state.Put(context.Changes, user);
        return Nothing.Instance;
    }
}
