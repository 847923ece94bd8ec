using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace LocalCloud.Aws.EventBridge.Connections;

internal sealed record CreateConnectionRequest
{
    public string? Name { get; init; }
    public string? Description { get; init; }
    public string? AuthorizationType { get; init; }
    public ConnectionAuth? AuthParameters { get; init; }
    public ConnectivityParameters? InvocationConnectivityParameters { get; init; }
    public string? KmsKeyIdentifier { get; init; }
}

/// <summary>What creating, updating, deauthorizing and deleting a connection answer.</summary>
internal sealed record ConnectionResponse
{
    public required string ConnectionArn { get; init; }
    public required string ConnectionState { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset CreationTime { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset LastModifiedTime { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? LastAuthorizedTime { get; init; }

    public static ConnectionResponse Of(EventsState state, ConnectionRow row, string? connectionState = null) =>
        new()
        {
            ConnectionArn = row.Arn(state.Scope),
            ConnectionState = connectionState ?? row.State,
            CreationTime = row.Created,
            LastModifiedTime = row.Modified,
            LastAuthorizedTime = row.LastAuthorized,
        };
}

internal static class CreateConnection
{
    private const int Most = 3000;

    public static readonly Operation<EventsState, CreateConnectionRequest, ConnectionResponse> Definition = Operation<EventsState>
        .DefineAsync(
            "CreateConnection",
            EventsJson.Default.CreateConnectionRequest,
            EventsJson.Default.ConnectionResponse,
            (state, request, context) => ConnectionSecret.WithAsync(state, request.Name!, request, context, Handle),
            ConnectionRules.Name<CreateConnectionRequest>(r => r.Name).Required(),
            Names.Description<CreateConnectionRequest>(r => r.Description),
            Must.Member<CreateConnectionRequest>("authorizationType", r => r.AuthorizationType).Required().Enum(ConnectionRules.Types),
            Must.Member<CreateConnectionRequest>("authParameters", r => r.AuthParameters).Required(),
            Must.Within<CreateConnectionRequest, ConnectionAuth>(
                "authParameters",
                r => r.AuthParameters,
                ConnectionRules.Auth(complete: true)
            ),
            Names.KmsKey<CreateConnectionRequest>(r => r.KmsKeyIdentifier)
        )
        .Lacking("InvocationConnectivityParameters and ConnectivityParameters (private APIs)");

    private static Result<ConnectionResponse> Handle(EventsState state, CreateConnectionRequest request, Context context)
    {
        if (request.InvocationConnectivityParameters is not null || request.AuthParameters!.ConnectivityParameters is not null)
            return AwsError.NotSupported("CreateConnection", "ConnectivityParameters (private APIs)");
        if (state.Connections.GetValueOrDefault(request.Name!) is not null)
            return new AwsError("ResourceAlreadyExistsException", $"Connection {request.Name} already exists.");
        if (ConnectionRules.CheckType(request.AuthorizationType!, request.AuthParameters!) is { } invalid)
            return invalid;
        if (state.Connections.Count >= Most)
            return Errors.LimitExceeded();
        var oauth = request.AuthorizationType == ConnectionRow.OAuthClientCredentials;
        var row = new ConnectionRow
        {
            Name = request.Name!,
            Id = Guid.NewGuid().ToString(),
            Description = request.Description,
            AuthorizationType = request.AuthorizationType!,
            Auth = request.AuthParameters,
            State = oauth ? ConnectionRow.Authorizing : ConnectionRow.Authorized,
            KmsKeyIdentifier = request.KmsKeyIdentifier,
            SecretArn = SecretArn(state.Scope, request.Name!),
            Created = context.Started,
            Modified = context.Started,
            LastAuthorized = oauth ? null : context.Started,
        };
        state.Connections.Put(context.Changes, row);
        if (oauth)
            context.Changes.AfterCommit(() => state.Service.Authorizer.Authorize(state, row.Name));
        return ConnectionResponse.Of(state, row) with { LastAuthorizedTime = null };
    }

    private static string SecretArn(Scope scope, string name) =>
        scope.Arn(
            "secretsmanager",
            $"secret:events!connection/{name}/{Guid.NewGuid()}-{RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 6)}"
        );
}
