using System.Security.Cryptography;
using System.Text.RegularExpressions;
using LocalCloud.Aws.Iam.Evaluation;

namespace LocalCloud.Aws.Sts;

internal sealed record GetSessionTokenRequest(int? DurationSeconds, string? SerialNumber, string? TokenCode);

internal sealed record GetSessionTokenResponse(SessionCredentials Credentials);

internal sealed record GetFederationTokenRequest(
    string? Name,
    string? Policy,
    List<PolicyDescriptor>? PolicyArns,
    int? DurationSeconds,
    List<AssumeRoleTag>? Tags
);

internal sealed record FederatedUser(string FederatedUserId, string Arn);

internal sealed record GetFederationTokenResponse(SessionCredentials Credentials, FederatedUser FederatedUser);

internal sealed record GetAccessKeyInfoRequest(string? AccessKeyId);

internal sealed record GetAccessKeyInfoResponse(string Account);

/// <summary>Credentials that lead to the account in which they were asked for.</summary>
internal static partial class SessionTokens
{
    private const int HalfADay = 43200;

    public static readonly Operation Session = StsService
        .Define(
            "GetSessionToken",
            StsJson.Default.GetSessionTokenRequest,
            StsJson.Default.GetSessionTokenResponse,
            (state, request, context) =>
                context.Identity is { IsRoot: false, UserName: null }
                    ? new AwsError("AccessDenied", "Cannot call GetSessionToken with session credentials", 403)
                    : new GetSessionTokenResponse(
                        Give(
                            state,
                            context,
                            request.DurationSeconds ?? HalfADay,
                            context.Identity?.UserName is { } user ? New(SessionKind.User, user) : New(SessionKind.Root, "")
                        )
                    ),
            Must.Member<GetSessionTokenRequest>("durationSeconds", r => r.DurationSeconds).Range(900, 129600),
            Must.Member<GetSessionTokenRequest>("serialNumber", r => r.SerialNumber).Length(9, 256),
            Must.Member<GetSessionTokenRequest>("tokenCode", r => r.TokenCode).Length(6, 6)
        )
        .Lacking("MFA codes are not looked at");

    public static readonly Operation Federation = StsService.Define(
        "GetFederationToken",
        StsJson.Default.GetFederationTokenRequest,
        StsJson.Default.GetFederationTokenResponse,
        Federate,
        Must.Member<GetFederationTokenRequest>("name", r => r.Name).Required().Length(2, 32).Pattern(NamePattern(), @"[\w+=,.@-]*"),
        Must.Member<GetFederationTokenRequest>("durationSeconds", r => r.DurationSeconds).Range(900, 129600)
    );

    public static readonly Operation KeyInfo = Operation<StsState>
        .Define(
            "GetAccessKeyInfo",
            StsJson.Default.GetAccessKeyInfoRequest,
            StsJson.Default.GetAccessKeyInfoResponse,
            (state, request, _) => new GetAccessKeyInfoResponse(Wire.Credential.AccountOf(request.AccessKeyId!) ?? state.Scope.Account),
            Must.Member<GetAccessKeyInfoRequest>("accessKeyId", r => r.AccessKeyId).Required()
        )
        .Lacking("what is neither an account's number nor a session's key belongs to the caller's account");

    public static Session New(SessionKind kind, string name) => new(kind, "", "", "", default, default, name);

    /// <summary>The access key id carries the account. Where nobody looks at signatures the secret is the one that everybody
    /// knows.</summary>
    public static SessionCredentials Give(StsState state, Context context, int seconds, Session session)
    {
        var given = session with
        {
            AccessKeyId = Wire.SessionKeyId.Of(state.Scope.Account),
            Secret = context.Host.Access is null
                ? Wire.Signatures.Secrets.Default
                : Convert.ToBase64String(RandomNumberGenerator.GetBytes(30)),
            Token = Convert.ToBase64String(RandomNumberGenerator.GetBytes(48)),
            Issued = context.Now,
            Expires = context.Now.AddSeconds(seconds),
        };
        state.Put(context.Changes, given);
        return new(given.AccessKeyId, given.Secret, given.Token, given.Expires);
    }

    /// <summary>The policies that a request narrows its session by, as AWS takes them.</summary>
    public static AwsError? Check(string? policy, List<PolicyDescriptor>? arns, List<AssumeRoleTag>? tags = null) =>
        arns?.Exists(p => string.IsNullOrEmpty(p?.Arn)) is true
            ? new(
                "ValidationError",
                "1 validation error detected: Value null at 'policyArns.1.member.arn' failed to satisfy constraint: Member must not be null"
            )
        : tags?.Exists(t => string.IsNullOrEmpty(t?.Key)) is true
            ? new(
                "ValidationError",
                "1 validation error detected: Value null at 'tags.1.member.key' failed to satisfy constraint: Member must not be null"
            )
        : tags?.DistinctBy(t => t.Key, StringComparer.OrdinalIgnoreCase).Count() < tags?.Count
            ? new("InvalidParameterValue", "Duplicate tag keys found. Please note that Tag keys are case insensitive.")
        : policy is not null && PolicyGrammar.Check(policy, PolicyKind.Own) is { } malformed ? malformed
        : arns?.Count > 10
            ? new(
                "ValidationError",
                "1 validation error detected: Value at 'policyArns' failed to satisfy constraint: Member must have length less than or "
                    + "equal to 10"
            )
        : null;

    private static Result<GetFederationTokenResponse> Federate(StsState state, GetFederationTokenRequest request, Context context)
    {
        if (Check(request.Policy, request.PolicyArns, request.Tags) is { } wrong)
            return wrong;
        if (context.Identity is { IsRoot: false, UserName: null })
            return new AwsError("AccessDenied", "Cannot call GetFederationToken with session credentials", 403);
        var account = state.Scope.Account;
        var session = New(SessionKind.Federated, request.Name!) with
        {
            User = context.Identity?.UserName,
            Policies = request.Policy is { } policy ? [policy] : null,
            PolicyArns = request.PolicyArns?.ConvertAll(p => p.Arn!),
            Tags = (request.Tags ?? []).ToDictionary(t => t.Key, t => t.Value ?? ""),
        };
        return new GetFederationTokenResponse(
            Give(state, context, request.DurationSeconds ?? HalfADay, session),
            new($"{account}:{request.Name}", $"arn:aws:sts::{account}:federated-user/{request.Name}")
        );
    }

    [GeneratedRegex(@"^[\w+=,.@-]*\z")]
    internal static partial Regex NamePattern();
}
