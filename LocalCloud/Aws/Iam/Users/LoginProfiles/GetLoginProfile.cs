namespace LocalCloud.Aws.Iam.Users.LoginProfiles;

internal static class GetLoginProfile
{
    public static readonly Operation<IamState, LoginProfileRequest, LoginProfileResponse> Definition = IamService.Define(
        "GetLoginProfile",
        IamJson.Default.LoginProfileRequest,
        IamJson.Default.LoginProfileResponse,
        Handle,
        LoginProfileRequest.Named
    );

    private static Result<LoginProfileResponse> Handle(IamState state, LoginProfileRequest request, Context context) =>
        request.Find(state).Ok(out var user, out var error) ? new LoginProfileResponse(LoginProfileShape.Of(user)) : error;
}
