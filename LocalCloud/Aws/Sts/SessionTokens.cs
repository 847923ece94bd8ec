using System.Security.Cryptography;
using System.Text.RegularExpressions;
using LocalCloud.Aws.Metering;

namespace LocalCloud.Aws.Sts;

internal sealed record GetSessionTokenRequest(int? DurationSeconds, string? SerialNumber, string? TokenCode);

internal sealed record GetSessionTokenResponse(SessionCredentials Credentials);

internal sealed record GetFederationTokenRequest(string? Name, string? Policy, List<PolicyDescriptor>? PolicyArns, int? DurationSeconds, List<AssumeRoleTag>? Tags);

internal sealed record FederatedUser(string FederatedUserId, string Arn);

internal sealed record GetFederationTokenResponse(SessionCredentials Credentials, FederatedUser FederatedUser);

internal sealed record GetAccessKeyInfoRequest(string? AccessKeyId);

internal sealed record GetAccessKeyInfoResponse(string Account);

/// <summary>Credentials that lead to the account in which they were asked for.</summary>
internal static partial class SessionTokens
{
    private const int HalfADay = 43200;

    public static readonly Operation Session = Operation<StsState>.Define(
        "GetSessionToken", StsJson.Default.GetSessionTokenRequest, StsJson.Default.GetSessionTokenResponse,
        (state, request, context) => new GetSessionTokenResponse(Of(state.Scope.Account, context, request.DurationSeconds ?? HalfADay)),
        Must.Member<GetSessionTokenRequest>("durationSeconds", r => r.DurationSeconds).Range(900, 129600),
        Must.Member<GetSessionTokenRequest>("serialNumber", r => r.SerialNumber).Length(9, 256),
        Must.Member<GetSessionTokenRequest>("tokenCode", r => r.TokenCode).Length(6, 6))
        .Lacking("MFA codes are not looked at");

    public static readonly Operation Federation = Operation<StsState>.Define(
        "GetFederationToken", StsJson.Default.GetFederationTokenRequest, StsJson.Default.GetFederationTokenResponse, Federate,
        Must.Member<GetFederationTokenRequest>("name", r => r.Name).Required().Length(2, 32).Pattern(NamePattern(), @"[\w+=,.@-]*"),
        Must.Member<GetFederationTokenRequest>("durationSeconds", r => r.DurationSeconds).Range(900, 129600))
        .Lacking("policies are not looked at");

    public static readonly Operation KeyInfo = Operation<StsState>.Define(
        "GetAccessKeyInfo", StsJson.Default.GetAccessKeyInfoRequest, StsJson.Default.GetAccessKeyInfoResponse,
        (state, request, _) => new GetAccessKeyInfoResponse(Wire.Credential.AccountOf(request.AccessKeyId!) ?? state.Scope.Account),
        Must.Member<GetAccessKeyInfoRequest>("accessKeyId", r => r.AccessKeyId).Required())
        .Lacking("what is neither an account's number nor a session's key belongs to the caller's account");

    /// <summary>The access key id carries the account; the secret is the one that signatures are checked with.</summary>
    /// <param name="role">that was assumed: its calls are counted as its own</param>
    public static SessionCredentials Of(string account, Context context, int seconds, string? role = null)
    {
        var token = Convert.ToBase64String(RandomNumberGenerator.GetBytes(48));
        if (role is not null)
            context.Host.Usage.Callers.AddSession(token, new(CallerKind.Session, context.Caller?.Function, role));
        return new(Wire.SessionKeyId.Of(account), "test", token, context.Now.AddSeconds(seconds));
    }

    private static Result<GetFederationTokenResponse> Federate(StsState state, GetFederationTokenRequest request, Context context)
    {
        var account = state.Scope.Account;
        return new GetFederationTokenResponse(Of(account, context, request.DurationSeconds ?? HalfADay),
            new($"{account}:{request.Name}", $"arn:aws:sts::{account}:federated-user/{request.Name}"));
    }

    [GeneratedRegex(@"^[\w+=,.@-]*\z")]
    internal static partial Regex NamePattern();
}
