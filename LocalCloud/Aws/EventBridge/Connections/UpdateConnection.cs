namespace LocalCloud.Aws.EventBridge.Connections;

internal sealed record UpdateConnectionRequest
{
    public string? Name { get; init; }
    public string? Description { get; init; }
    public string? AuthorizationType { get; init; }
    public ConnectionAuth? AuthParameters { get; init; }
    public ConnectivityParameters? InvocationConnectivityParameters { get; init; }
    public string? KmsKeyIdentifier { get; init; }
}

internal static class UpdateConnection
{
    public static readonly Operation<EventsState, UpdateConnectionRequest, ConnectionResponse> Definition = Operation<EventsState>
        .DefineAsync(
            "UpdateConnection",
            EventsJson.Default.UpdateConnectionRequest,
            EventsJson.Default.ConnectionResponse,
            (state, request, context) => ConnectionSecret.WithAsync(state, request.Name!, request, context, Handle),
            ConnectionRules.Name<UpdateConnectionRequest>(r => r.Name).Required(),
            Names.Description<UpdateConnectionRequest>(r => r.Description),
            Must.Member<UpdateConnectionRequest>("authorizationType", r => r.AuthorizationType).Enum(ConnectionRules.Types),
            Must.Within<UpdateConnectionRequest, ConnectionAuth>(
                "authParameters",
                r => r.AuthParameters,
                ConnectionRules.Auth(complete: false)
            ),
            Names.KmsKey<UpdateConnectionRequest>(r => r.KmsKeyIdentifier)
        )
        .Lacking("InvocationConnectivityParameters and ConnectivityParameters (private APIs)");

    private static Result<ConnectionResponse> Handle(EventsState state, UpdateConnectionRequest request, Context context)
    {
        if (request.InvocationConnectivityParameters is not null || request.AuthParameters?.ConnectivityParameters is not null)
            return AwsError.NotSupported("UpdateConnection", "ConnectivityParameters (private APIs)");
        if (state.Connections.GetValueOrDefault(request.Name!) is not { } row)
            return ConnectionRules.NotFound(request.Name!);
        var type = request.AuthorizationType ?? row.AuthorizationType;
        var auth = Merged(row.Auth, request.AuthParameters, type);
        if (auth is not null && ConnectionRules.CheckType(type, auth) is { } invalid)
            return invalid;
        var authorizes = request.AuthParameters is not null || request.AuthorizationType is not null;
        var oauth = type == ConnectionRow.OAuthClientCredentials;
        row = row with
        {
            Description = request.Description ?? row.Description,
            AuthorizationType = type,
            Auth = auth,
            KmsKeyIdentifier = request.KmsKeyIdentifier ?? row.KmsKeyIdentifier,
            State =
                !authorizes || auth is null ? row.State
                : oauth ? ConnectionRow.Authorizing
                : ConnectionRow.Authorized,
            StateReason = authorizes ? null : row.StateReason,
            Modified = context.Now,
            LastAuthorized = authorizes && !oauth ? context.Now : row.LastAuthorized,
        };
        state.Connections.Put(context.Changes, row);
        if (authorizes && oauth)
            context.Changes.AfterCommit(() => state.Service.Authorizer.Authorize(state, row.Name));
        return ConnectionResponse.Of(state, row);
    }

    // of the type's parameters what is not given stays; those of another type go
    private static ConnectionAuth? Merged(ConnectionAuth? old, ConnectionAuth? given, string type)
    {
        if (given is null)
            return old;
        var (basic, oauth, key) = (old?.BasicAuthParameters, old?.OAuthParameters, old?.ApiKeyAuthParameters);
        return new ConnectionAuth
        {
            BasicAuthParameters =
                type != ConnectionRow.Basic ? given.BasicAuthParameters
                : given.BasicAuthParameters is { } b ? new(b.Username ?? basic?.Username, b.Password ?? basic?.Password)
                : basic,
            ApiKeyAuthParameters =
                type != ConnectionRow.ApiKey ? given.ApiKeyAuthParameters
                : given.ApiKeyAuthParameters is { } k ? new(k.ApiKeyName ?? key?.ApiKeyName, k.ApiKeyValue ?? key?.ApiKeyValue)
                : key,
            OAuthParameters =
                type != ConnectionRow.OAuthClientCredentials ? given.OAuthParameters
                : given.OAuthParameters is { } o
                    ? new(
                        new(
                            o.ClientParameters?.ClientID ?? oauth?.ClientParameters?.ClientID,
                            o.ClientParameters?.ClientSecret ?? oauth?.ClientParameters?.ClientSecret
                        ),
                        o.AuthorizationEndpoint ?? oauth?.AuthorizationEndpoint,
                        o.HttpMethod ?? oauth?.HttpMethod,
                        o.OAuthHttpParameters ?? oauth?.OAuthHttpParameters
                    )
                : oauth,
            InvocationHttpParameters = given.InvocationHttpParameters ?? old?.InvocationHttpParameters,
        };
    }
}
