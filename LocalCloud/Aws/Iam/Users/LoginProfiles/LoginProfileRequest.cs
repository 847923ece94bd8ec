namespace LocalCloud.Aws.Iam.Users.LoginProfiles;

internal sealed record LoginProfileRequest(string? UserName, string? Password = null, bool? PasswordResetRequired = null)
{
    public static ValueMember<LoginProfileRequest> Named =>
        Must.Member<LoginProfileRequest>("userName", r => r.UserName).Required().Length(1, 64);

    public static ValueMember<LoginProfileRequest> OfPassword =>
        Must.Member<LoginProfileRequest>("password", r => r.Password).Length(1, 128).Sensitive();

    /// <summary>The user, who has a profile.</summary>
    public Result<User> Find(IamState state) =>
        !state.User(UserName!).Ok(out var user, out var error) ? error
        : user.Login is null ? IamState.Missing($"Login Profile for User {user.UserName} cannot be found.")
        : user;
}
