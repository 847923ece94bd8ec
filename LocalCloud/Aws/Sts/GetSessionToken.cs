namespace LocalCloud.Aws.Sts;

internal sealed record GetSessionTokenRequest(int? DurationSeconds, string? SerialNumber, string? TokenCode);

internal sealed record GetSessionTokenResponse(SessionCredentials Credentials);

internal static class GetSessionToken
{
    public static readonly Operation Definition = StsService
        .Define(
            "GetSessionToken",
            StsJson.Default.GetSessionTokenRequest,
            StsJson.Default.GetSessionTokenResponse,
            Handle,
            Must.Member<GetSessionTokenRequest>("durationSeconds", r => r.DurationSeconds).Range(900, 129600),
            Must.Member<GetSessionTokenRequest>("serialNumber", r => r.SerialNumber).Length(9, 256),
            Must.Member<GetSessionTokenRequest>("tokenCode", r => r.TokenCode).Length(6, 6)
        )
        .Lacking("MFA codes are not looked at");

    private static Result<GetSessionTokenResponse> Handle(StsState state, GetSessionTokenRequest request, Context context)
    {
        if (context.Identity is { IsRoot: false, UserName: null })
            return new AwsError("AccessDenied", "Cannot call GetSessionToken with session credentials", 403);
        var session = context.Identity?.UserName is { } user
            ? SessionTokens.New(SessionKind.User, user)
            : SessionTokens.New(SessionKind.Root, "");
        return new GetSessionTokenResponse(SessionTokens.Give(state, context, request.DurationSeconds ?? SessionTokens.HalfADay, session));
    }
}
