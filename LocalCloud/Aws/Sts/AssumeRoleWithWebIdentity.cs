using LocalCloud.Aws.ApiGateway.Execution.Authorization;
using LocalCloud.Aws.Iam;
using LocalCloud.Aws.Iam.Evaluation;

namespace LocalCloud.Aws.Sts;

internal sealed record AssumeRoleWithWebIdentityRequest
{
    public string? RoleArn { get; init; }
    public string? RoleSessionName { get; init; }
    public string? WebIdentityToken { get; init; }
    public string? ProviderId { get; init; }
    public List<PolicyDescriptor>? PolicyArns { get; init; }
    public string? Policy { get; init; }
    public int? DurationSeconds { get; init; }
}

internal sealed record AssumeRoleWithWebIdentityResponse(
    SessionCredentials Credentials,
    string SubjectFromWebIdentityToken,
    AssumedRoleUser AssumedRoleUser,
    string Provider,
    string Audience
);

/// <summary>
/// A role for whom an OpenID Connect provider of the role's account vouches. The token's signature is checked by the issuer's keys, as its
/// discovery document names them; the trust policy is asked with and without --enforce-iam, for nobody else says who may come.
/// </summary>
internal static class AssumeRoleWithWebIdentity
{
    public const string Name = "AssumeRoleWithWebIdentity";

    private const int Hour = 3600;

    public static readonly Operation Definition = Operation<StsState>
        .DefineAsync(
            Name,
            StsJson.Default.AssumeRoleWithWebIdentityRequest,
            StsJson.Default.AssumeRoleWithWebIdentityResponse,
            HandleAsync,
            Must.Member<AssumeRoleWithWebIdentityRequest>("roleArn", r => r.RoleArn).Required().Length(20, 2048),
            Must.Member<AssumeRoleWithWebIdentityRequest>("roleSessionName", r => r.RoleSessionName)
                .Required()
                .Length(2, 64)
                .Pattern(SessionTokens.NamePattern(), @"[\w+=,.@-]*"),
            Must.Member<AssumeRoleWithWebIdentityRequest>("webIdentityToken", r => r.WebIdentityToken)
                .Required()
                .Length(4, 20000)
                .Sensitive(),
            Must.Member<AssumeRoleWithWebIdentityRequest>("durationSeconds", r => r.DurationSeconds).Range(900, 43200)
        )
        .Lacking("OAuth 2.0 access tokens (ProviderId); tokens that are not signed by RSA");

    private static async ValueTask<Result<AssumeRoleWithWebIdentityResponse>> HandleAsync(
        StsState state,
        AssumeRoleWithWebIdentityRequest request,
        Context context
    )
    {
        if (request.ProviderId is not null)
            return AwsError.NotSupported(Name, "ProviderId");
        if (AssumeRole.AccountOf(request.RoleArn!) is not { } account)
            return new AwsError("ValidationError", $"{request.RoleArn} is invalid");
        if (SessionTokens.Check(request.Policy, request.PolicyArns) is { } wrong)
            return wrong;
        if (
            JsonWebToken.Parse(request.WebIdentityToken!) is not { } token
            || token.Text("iss") is not { } issuer
            || token.Text("sub") is not { } subject
        )
            return Invalid("The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)");
        var name = issuer[(issuer.IndexOf("://", StringComparison.Ordinal) is var mark and >= 0 ? mark + 3 : 0)..].TrimEnd('/');
        if (context.Host.Read(Iam(context, account), s => s.Providers.Values.FirstOrDefault(p => p.Url == name)) is not { } provider)
            return Invalid($"No OpenIDConnect provider found in your account for {issuer}");
        if (token.Texts("aud").FirstOrDefault(provider.ClientIds.Contains) is not { } audience)
            return Invalid("Incorrect token audience");
        if (token.Time("exp") is not { } expires || expires <= context.Now)
            return new AwsError("ExpiredTokenException", "Token expired: current date/time must be before the expiration date/time")
            {
                QueryCode = "ExpiredTokenException",
            };
        if (!await IsSignedAsync(context, issuer, token).ConfigureAwait(false))
            return Invalid(
                "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity "
                    + "documentation for requirements"
            );
        if (AssumeRole.RoleOf(context, account, request.RoleArn!, request.DurationSeconds) is var (role, refused) && refused is not null)
            return refused;
        if (role is null || !Trusts(role, provider, name, token, audience, subject, request, context))
            return new AwsError("AccessDenied", $"Not authorized to perform sts:{Name}", 403);
        var session = SessionTokens.New(SessionKind.Role, request.RoleSessionName!) with
        {
            Role = role.Arn,
            RoleId = role.RoleId,
            Policies = request.Policy is { } policy ? [policy] : null,
            PolicyArns = request.PolicyArns?.ConvertAll(p => p.Arn!),
        };
        return await context
            .Host.HandleAsync(((StsService)state.Service).StateOf(account), request, context, (s, input, c) =>
                (Result<AssumeRoleWithWebIdentityResponse>)
                    new AssumeRoleWithWebIdentityResponse(
                        SessionTokens.Give(s, c, input.DurationSeconds ?? Hour, session),
                        subject,
                        AssumeRole.UserOf(session),
                        provider.Arn,
                        audience
                    )
            )
            .ConfigureAwait(false);
    }

    private static async ValueTask<bool> IsSignedAsync(Context context, string issuer, JsonWebToken token)
    {
        if (JsonWebToken.Hash(token.Algorithm) is not { } hash)
            return false;
        var keys = await context.Host.Service<StsService>().Keys.FindAsync(issuer, token.KeyId).ConfigureAwait(false);
        return keys?.Any(key => token.IsSignedBy(key, hash)) is true;
    }

    // The keys of an issuer begin with its name: token.actions.githubusercontent.com:sub
    private static bool Trusts(
        Role role,
        IdentityProvider provider,
        string issuer,
        JsonWebToken token,
        string audience,
        string subject,
        AssumeRoleWithWebIdentityRequest request,
        Context context
    )
    {
        var keys = GlobalKeys
            .Of(context.Http, context)
            .Set($"{issuer}:aud", audience)
            .Set($"{issuer}:sub", subject)
            .Set($"{issuer}:iss", token.Text("iss"))
            .SetAll($"{issuer}:amr", [.. token.Texts("amr")])
            .Set("sts:RoleSessionName", request.RoleSessionName)
            .Set("aws:FederatedProvider", provider.Arn);
        var who = new Principal(PrincipalKind.WebIdentity, AssumeRole.AccountOf(role.Arn)!, provider.Arn, subject);
        return PolicyAnswer.OfResource(AccessPolicy.Of(role.AssumeRolePolicyDocument), new(who, $"sts:{Name}", role.Arn, keys)).Allows;
    }

    private static IamState Iam(Context context, string account) => context.Host.Service<IamService>().StateOf(account);

    private static AwsError Invalid(string message) => new("InvalidIdentityToken", message);
}
