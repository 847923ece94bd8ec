namespace LocalCloud.Aws.Sts;

internal sealed record GetFederationTokenRequest(
    string? Name,
    string? Policy,
    List<PolicyDescriptor>? PolicyArns,
    int? DurationSeconds,
    List<AssumeRoleTag>? Tags
);

internal sealed record FederatedUser(string FederatedUserId, string Arn);

internal sealed record GetFederationTokenResponse(SessionCredentials Credentials, FederatedUser FederatedUser);

internal static class GetFederationToken
{
    public static readonly Operation Definition = StsService.Define(
        "GetFederationToken",
        StsJson.Default.GetFederationTokenRequest,
        StsJson.Default.GetFederationTokenResponse,
        Handle,
        Must.Member<GetFederationTokenRequest>("name", r => r.Name)
            .Required()
            .Length(2, 32)
            .Pattern(SessionTokens.NamePattern(), @"[\w+=,.@-]*"),
        Must.Member<GetFederationTokenRequest>("durationSeconds", r => r.DurationSeconds).Range(900, 129600)
    );

    private static Result<GetFederationTokenResponse> Handle(StsState state, GetFederationTokenRequest request, Context context)
    {
        if (SessionTokens.Check(request.Policy, request.PolicyArns, request.Tags) is { } wrong)
            return wrong;
        if (context.Identity is { IsRoot: false, UserName: null })
            return new AwsError("AccessDenied", "Cannot call GetFederationToken with session credentials", 403);
        var account = state.Scope.Account;
        var session = SessionTokens.New(SessionKind.Federated, request.Name!) with
        {
            User = context.Identity?.UserName,
            Policies = request.Policy is { } policy ? [policy] : null,
            PolicyArns = request.PolicyArns?.ConvertAll(p => p.Arn!),
            Tags = (request.Tags ?? []).ToDictionary(t => t.Key, t => t.Value ?? ""),
        };
        return new GetFederationTokenResponse(
            SessionTokens.Give(state, context, request.DurationSeconds ?? SessionTokens.HalfADay, session),
            new($"{account}:{request.Name}", $"arn:aws:sts::{account}:federated-user/{request.Name}")
        );
    }
}
