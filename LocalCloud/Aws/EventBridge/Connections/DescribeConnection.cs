using System.Text.Json.Serialization;

namespace LocalCloud.Aws.EventBridge.Connections;

internal sealed record DescribeConnectionRequest(string? Name);

internal sealed record DescribeConnectionResponse
{
    public required string ConnectionArn { get; init; }
    public required string Name { get; init; }
    public string? Description { get; init; }
    public required string ConnectionState { get; init; }
    public string? StateReason { get; init; }
    public required string AuthorizationType { get; init; }
    public string? SecretArn { get; init; }
    public string? KmsKeyIdentifier { get; init; }
    public ConnectionAuth? AuthParameters { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset CreationTime { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset LastModifiedTime { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? LastAuthorizedTime { get; init; }
}

internal static class DescribeConnection
{
    public static readonly Operation<EventsState, DescribeConnectionRequest, DescribeConnectionResponse> Definition =
        Operation<EventsState>.Define(
            "DescribeConnection",
            EventsJson.Default.DescribeConnectionRequest,
            EventsJson.Default.DescribeConnectionResponse,
            Handle,
            ConnectionRules.Name<DescribeConnectionRequest>(r => r.Name).Required()
        );

    private static Result<DescribeConnectionResponse> Handle(EventsState state, DescribeConnectionRequest request, Context context) =>
        state.Connections.GetValueOrDefault(request.Name!) is { } row
            ? new DescribeConnectionResponse
            {
                ConnectionArn = row.Arn(state.Scope),
                Name = row.Name,
                Description = row.Description,
                ConnectionState = row.State,
                StateReason = row.StateReason,
                AuthorizationType = row.AuthorizationType,
                SecretArn = row.SecretArn,
                KmsKeyIdentifier = row.KmsKeyIdentifier,
                AuthParameters = row.Auth is { } auth ? WithoutSecrets(auth) : null,
                CreationTime = row.Created,
                LastModifiedTime = row.Modified,
                LastAuthorizedTime = row.LastAuthorized,
            }
            : ConnectionRules.NotFound(request.Name!);

    private static ConnectionAuth WithoutSecrets(ConnectionAuth auth) =>
        new()
        {
            BasicAuthParameters = auth.BasicAuthParameters is { } basic ? new(basic.Username, null) : null,
            OAuthParameters = auth.OAuthParameters is { } oauth
                ? new(
                    new(oauth.ClientParameters?.ClientID, null),
                    oauth.AuthorizationEndpoint,
                    oauth.HttpMethod,
                    WithoutSecrets(oauth.OAuthHttpParameters)
                )
                : null,
            ApiKeyAuthParameters = auth.ApiKeyAuthParameters is { } key ? new(key.ApiKeyName, null) : null,
            InvocationHttpParameters = WithoutSecrets(auth.InvocationHttpParameters) ?? new(null, null, null),
        };

    private static ConnectionHttpParameters? WithoutSecrets(ConnectionHttpParameters? http) =>
        http is null
            ? null
            : new(WithoutSecrets(http.HeaderParameters), WithoutSecrets(http.QueryStringParameters), WithoutSecrets(http.BodyParameters));

    private static List<ConnectionParameter>? WithoutSecrets(List<ConnectionParameter>? parameters) =>
        parameters is not { Count: > 0 }
            ? null
            :
            [
                .. parameters.Select(p => new ConnectionParameter(
                    p.Key,
                    p.IsValueSecret is true ? null : p.Value,
                    p.IsValueSecret ?? false
                )),
            ];
}
