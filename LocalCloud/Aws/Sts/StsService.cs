using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using LocalCloud.Aws.Metering;
using LocalCloud.Aws.Store;

namespace LocalCloud.Aws.Sts;

/// <summary>The Security Token Service: who one is, and credentials for a while.</summary>
internal sealed class StsService : Service
{
    public override string Id => "sts";

    public override string QueryVersion => "2011-06-15";

    public override string XmlNamespace => "https://sts.amazonaws.com/doc/2011-06-15/";

    public override IReadOnlyList<Operation> Operations =>
        field ??= [
            GetCallerIdentity.Definition,
            AssumeRole.Definition,
            AssumeRoleWithWebIdentity.Definition,
            SessionTokens.Session,
            SessionTokens.Federation,
            SessionTokens.KeyInfo,
        ];

    public override IReadOnlyList<string> NotSupported =>
        ["AssumeRoleWithSAML", "AssumeRoot", "DecodeAuthorizationMessage", "GetDelegatedAccessToken", "GetWebIdentityToken"];

    /// <summary>Of issuers of web identities.</summary>
    internal ApiGateway.Execution.Authorization.KeySets Keys => field ??= new(Host.Time);

    /// <summary>Credentials know no regions: those of an account are one state.</summary>
    public StsState StateOf(string account) => (StsState)State(new(account, "aws-global"));

    protected override ServiceState CreateState(Scope scope) => new StsState(this, scope);

    /// <summary>An operation on the caller's account, whatever the region.</summary>
    internal static Operation<StsState, TRequest, TResponse> Define<TRequest, TResponse>(
        string name,
        JsonTypeInfo<TRequest> request,
        JsonTypeInfo<TResponse> response,
        Func<StsState, TRequest, Context, Result<TResponse>> handle,
        params Member<TRequest>[] constraints
    )
        where TRequest : class
        where TResponse : class =>
        Operation<StsState>.DefineAsync(
            name,
            request,
            response,
            (state, input, context) =>
                context.Host.HandleAsync(((StsService)state.Service).StateOf(state.Scope.Account), input, context, handle),
            constraints
        );
}

/// <summary>The sessions of an account, by access key id, until they expire.</summary>
internal sealed class StsState(StsService service, Scope scope) : ServiceState(service, scope)
{
    private const string Table = "sessions";

    public SortedDictionary<string, Session> Sessions { get; } = new(StringComparer.Ordinal);

    public void Put(Changes changes, Session session)
    {
        foreach (var expired in Sessions.Values.Where(s => s.Expires <= session.Issued).ToList())
        {
            Sessions.Remove(expired.AccessKeyId);
            changes.Delete(Table, expired.AccessKeyId);
        }
        Sessions[session.AccessKeyId] = session;
        changes.Put(Table, session.AccessKeyId, session, StsJson.Default.Session);
        Count(session);
    }

    protected internal override void Load(IEnumerable<StoredRow> rows)
    {
        foreach (var row in rows)
        {
            var session = Sessions[row.Key] = JsonSerializer.Deserialize(row.Value, StsJson.Default.Session)!;
            Count(session);
        }
    }

    // What a role's session calls is counted as the role's
    private void Count(Session session)
    {
        if (session.Role is { } role)
            service.Host.Usage.Callers.AddSession(session.Token, new(CallerKind.Session, session.Function, role));
    }
}

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(GetCallerIdentityRequest))]
[JsonSerializable(typeof(GetCallerIdentityResponse))]
[JsonSerializable(typeof(GetSessionTokenRequest))]
[JsonSerializable(typeof(GetSessionTokenResponse))]
[JsonSerializable(typeof(GetFederationTokenRequest))]
[JsonSerializable(typeof(GetFederationTokenResponse))]
[JsonSerializable(typeof(GetAccessKeyInfoRequest))]
[JsonSerializable(typeof(GetAccessKeyInfoResponse))]
[JsonSerializable(typeof(AssumeRoleRequest))]
[JsonSerializable(typeof(AssumeRoleResponse))]
[JsonSerializable(typeof(AssumeRoleWithWebIdentityRequest))]
[JsonSerializable(typeof(AssumeRoleWithWebIdentityResponse))]
[JsonSerializable(typeof(Session))]
internal sealed partial class StsJson : JsonSerializerContext;
