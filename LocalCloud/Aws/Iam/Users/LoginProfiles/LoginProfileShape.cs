namespace LocalCloud.Aws.Iam.Users.LoginProfiles;

internal sealed record LoginProfileResponse(LoginProfileShape LoginProfile);

internal sealed record LoginProfileShape(string UserName, DateTimeOffset CreateDate, bool PasswordResetRequired)
{
    public static LoginProfileShape Of(User user) => new(user.UserName, user.Login!.CreateDate, user.Login.PasswordResetRequired);
}
