namespace LocalCloud.Aws.Iam.Users.LoginProfiles;

internal static class DeleteLoginProfile
{
    public static readonly Operation<IamState, LoginProfileRequest, Nothing> Definition = IamService.Define(
        "DeleteLoginProfile",
        IamJson.Default.LoginProfileRequest,
        Handle,
        LoginProfileRequest.Named
    );

    private static Result<Nothing> Handle(IamState state, LoginProfileRequest request, Context context)
    {
        if (!request.Find(state).Ok(out var user, out var error))
            return error;
        user.Login = null;
        state.Put(context.Changes, user);
        return Nothing.Instance;
    }
}
