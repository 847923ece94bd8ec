using System.Collections.Concurrent;
using System.Security.Cryptography;
using LocalCloud.Aws.Iam.Evaluation;
using LocalCloud.Aws.Sts;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Iam.Access;

/// <summary>Whose access keys are whose: of users, of sessions, and of functions, which have one each for as long as this runs.</summary>
internal sealed class Identities(Host host)
{
    public static readonly AwsError Invalid = new(
        "UnrecognizedClientException",
        "The security token included in the request is invalid.",
        403
    )
    {
        QueryCode = "InvalidClientTokenId",
        Namespace = "com.amazon.coral.service",
    };

    public static readonly AwsError Expired = new("ExpiredTokenException", "The security token included in the request is expired", 403)
    {
        QueryCode = "ExpiredToken",
        Namespace = "com.amazon.coral.service",
    };

    private readonly ConcurrentDictionary<string, FunctionKey> _functions = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<(Scope Scope, string Function), FunctionKey> _byFunction = [];

    /// <summary>The key that a function's environments sign with. Its token is what calls are counted by.</summary>
    public (string Id, string Secret) OfFunction(Scope scope, string function, string? role, string token)
    {
        var key = _byFunction.GetOrAdd((scope, function), _ => new(SessionKeyId.Of(scope.Account), RandomNumberGenerator.GetHexString(40)));
        (key.Token, key.Role, key.Function) = (token, role, function);
        _functions[key.Id] = key;
        return (key.Id, key.Secret);
    }

    private sealed record FunctionKey(string Id, string Secret)
    {
        public string Token { get; set; } = "";

        public string? Role { get; set; }

        public string Function { get; set; } = "";
    }

    /// <summary>Null for what neither IAM nor STS has given.</summary>
    public string? SecretOf(string accessKeyId)
    {
        if (_functions.TryGetValue(accessKeyId, out var function))
            return function.Secret;
        if (SessionKeyId.AccountOf(accessKeyId) is not { } account)
            return null;
        return Session(account, accessKeyId)?.Secret
            ?? host.Read(Iam(account), s => s.OwnerOf(accessKeyId) is var (_, key) && key.Status == AccessKey.Active ? key.Secret : null);
    }

    /// <summary>Null for a key that is not IAM's or STS's; an error for one that does not hold any more.</summary>
    public Result<Identity>? Of(string accessKeyId, string? token)
    {
        if (SessionKeyId.AccountOf(accessKeyId) is not { } account)
            return null;
        if (_functions.TryGetValue(accessKeyId, out var function))
            return function.Token == token && function.Role is { } role && OfRole(role, function.Function) is { } acting ? acting : Invalid;
        if (Session(account, accessKeyId) is { } session)
            return session.Token != token ? Invalid
                : session.Expires <= host.Time.GetUtcNow() ? Expired
                : Of(account, session);
        return host.Read<IamState, Result<Identity>?>(Iam(account), s => s.OwnerOf(accessKeyId) is var (user, key)
                ? key.Status == AccessKey.Active
                    ? OfUser(s, user)
                    : Invalid
                : null);
    }

    /// <summary>Noted in memory, and kept with the user's next change: no request is to wait for it.</summary>
    public void Note(string accessKeyId, string service, string region)
    {
        if (SessionKeyId.AccountOf(accessKeyId) is { } account)
            host.Read(Iam(account), s =>
                s.OwnerOf(accessKeyId) is var (_, key) ? key.LastUsed = new(host.Time.GetUtcNow(), service, region) : null
            );
    }

    /// <summary>A role as a service or a function uses it.</summary>
    public Identity? OfRole(string roleArn, string sessionName)
    {
        if (roleArn.Split(':', 6) is not [_, _, "iam", _, var account, _])
            return null;
        return host.Read(Iam(account), s =>
            s.Roles.Values.FirstOrDefault(r => r.Arn == roleArn) is { } role
                ? new Identity(PrincipalOf(role.Arn, role.RoleId, sessionName), PoliciesOf.Role(s, role)) { Tags = role.Tags }
                : new Identity(PrincipalOf(roleArn, "AROA", sessionName), OwnPolicies.None)
        );
    }

    private Result<Identity> Of(string account, Session session) =>
        session.Kind switch
        {
            // A role that was made again under the same name is another one (docs: reference_identifiers, unique identifiers)
            SessionKind.Role => OfRole(session.Role!, session.Name) is { } role && role.Principal.Id == $"{session.RoleId}:{session.Name}"
                ? role with
                {
                    Own = role.Own with { Session = Within(account, session) },
                    Tags = Merged(role.Tags, session.Tags),
                    TokenIssued = session.Issued,
                    SourceIdentity = session.SourceIdentity,
                }
                : Invalid,
            SessionKind.User => host.Read<IamState, Result<Identity>>(Iam(account), s =>
                s.Users.TryGetValue(session.Name, out var user) ? OfUser(s, user) with { TokenIssued = session.Issued } : Invalid
            ),
            SessionKind.Federated => host.Read<IamState, Result<Identity>>(Iam(account), s => new Identity(
                new(
                    PrincipalKind.FederatedUser,
                    account,
                    $"arn:aws:sts::{account}:federated-user/{session.Name}",
                    $"{account}:{session.Name}"
                ),
                // A federated user has of its policies what who asked for it has, too
                (
                    session.User is { } name && s.Users.TryGetValue(name, out var user)
                        ? PoliciesOf.User(s, user)
                        : new OwnPolicies([Identity.Everything])
                ) with
                {
                    Session = Documents(s, session) ?? [],
                }
            )
            {
                Tags = session.Tags,
                TokenIssued = session.Issued,
            }),
            _ => Identity.Root(account) with { TokenIssued = session.Issued },
        };

    private static Identity OfUser(IamState state, User user) =>
        new(new(PrincipalKind.User, state.Scope.Account, user.Arn, user.UserId), PoliciesOf.User(state, user))
        {
            UserName = user.UserName,
            Tags = user.Tags,
        };

    private List<AccessPolicy>? Within(string account, Session session) => host.Read(Iam(account), s => Documents(s, session));

    private static List<AccessPolicy>? Documents(IamState state, Session session) =>
        session.Policies is null && session.PolicyArns is null
            ? null
            :
            [
                .. (session.Policies ?? [])
                    .Concat((session.PolicyArns ?? []).Select(arn => PoliciesOf.Document(state, arn) ?? "{}"))
                    .Select(AccessPolicy.Of),
            ];

    private static Principal PrincipalOf(string roleArn, string roleId, string sessionName)
    {
        var account = roleArn.Split(':', 6)[4];
        return new(
            PrincipalKind.Session,
            account,
            $"arn:aws:sts::{account}:assumed-role/{roleArn[(roleArn.LastIndexOf('/') + 1)..]}/{sessionName}",
            $"{roleId}:{sessionName}"
        )
        {
            Role = roleArn,
        };
    }

    private static Dictionary<string, string> Merged(IReadOnlyDictionary<string, string> of, IReadOnlyDictionary<string, string> over)
    {
        var merged = new Dictionary<string, string>(of, StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in over)
            merged[key] = value;
        return merged;
    }

    private Session? Session(string account, string accessKeyId) =>
        host.Read(host.Service<StsService>().StateOf(account), s => s.Sessions.GetValueOrDefault(accessKeyId));

    private IamState Iam(string account) => host.Service<IamService>().StateOf(account);
}
