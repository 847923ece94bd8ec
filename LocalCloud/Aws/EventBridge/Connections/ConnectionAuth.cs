namespace LocalCloud.Aws.EventBridge.Connections;

/// <summary>
/// How a connection authorizes itself, secrets included. The shapes are those of the requests; they are classes of their own for
/// ToString, which must not print secrets.
/// </summary>
internal sealed record ConnectionAuth
{
    public BasicAuth? BasicAuthParameters { get; init; }
    public OAuth? OAuthParameters { get; init; }
    public ApiKeyAuth? ApiKeyAuthParameters { get; init; }
    public ConnectionHttpParameters? InvocationHttpParameters { get; init; }

    /// <summary>of private APIs: refused</summary>
    public ConnectivityParameters? ConnectivityParameters { get; init; }

    public override string ToString() => nameof(ConnectionAuth);
}

internal sealed record BasicAuth(string? Username, string? Password)
{
    public override string ToString() => nameof(BasicAuth);
}

internal sealed record ApiKeyAuth(string? ApiKeyName, string? ApiKeyValue)
{
    public override string ToString() => nameof(ApiKeyAuth);
}

internal sealed record OAuth(
    OAuthClient? ClientParameters,
    string? AuthorizationEndpoint,
    string? HttpMethod,
    ConnectionHttpParameters? OAuthHttpParameters
)
{
    public override string ToString() => nameof(OAuth);
}

internal sealed record OAuthClient(string? ClientID, string? ClientSecret)
{
    public override string ToString() => nameof(OAuthClient);
}

internal sealed record ConnectionHttpParameters(
    List<ConnectionParameter>? HeaderParameters,
    List<ConnectionParameter>? QueryStringParameters,
    List<ConnectionParameter>? BodyParameters
)
{
    public override string ToString() => nameof(ConnectionHttpParameters);
}

internal sealed record ConnectionParameter(string? Key, string? Value, bool? IsValueSecret)
{
    public override string ToString() => nameof(ConnectionParameter);
}

internal sealed record ConnectivityParameters(ConnectivityResource? ResourceParameters);

internal sealed record ConnectivityResource(string? ResourceConfigurationArn);
