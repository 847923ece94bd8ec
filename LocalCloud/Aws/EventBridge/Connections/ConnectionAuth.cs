namespace LocalCloud.Aws.EventBridge.Connections;

/// <summary>
/// How a connection authorizes itself, secrets included. The shapes are those of the requests; they are classes of their own for
/// ToString, which must not print secrets.
/// </summary>
public sealed record ConnectionAuth
{
    public BasicAuth? BasicAuthParameters { get; init; }
    public OAuth? OAuthParameters { get; init; }
    public ApiKeyAuth? ApiKeyAuthParameters { get; init; }
    public ConnectionHttpParameters? InvocationHttpParameters { get; init; }
    /// <summary>of private APIs: refused</summary>
    public ConnectivityParameters? ConnectivityParameters { get; init; }

    public override string ToString() => nameof(ConnectionAuth);
}

public sealed record BasicAuth(string? Username, string? Password)
{
    public override string ToString() => nameof(BasicAuth);
}

public sealed record ApiKeyAuth(string? ApiKeyName, string? ApiKeyValue)
{
    public override string ToString() => nameof(ApiKeyAuth);
}

public sealed record OAuth(OAuthClient? ClientParameters, string? AuthorizationEndpoint, string? HttpMethod, ConnectionHttpParameters? OAuthHttpParameters)
{
    public override string ToString() => nameof(OAuth);
}

public sealed record OAuthClient(string? ClientID, string? ClientSecret)
{
    public override string ToString() => nameof(OAuthClient);
}

public sealed record ConnectionHttpParameters(
    List<ConnectionParameter>? HeaderParameters, List<ConnectionParameter>? QueryStringParameters, List<ConnectionParameter>? BodyParameters)
{
    public override string ToString() => nameof(ConnectionHttpParameters);
}

public sealed record ConnectionParameter(string? Key, string? Value, bool? IsValueSecret)
{
    public override string ToString() => nameof(ConnectionParameter);
}

public sealed record ConnectivityParameters(ConnectivityResource? ResourceParameters);

public sealed record ConnectivityResource(string? ResourceConfigurationArn);
