namespace LocalCloud.Aws.EventBridge.Connections;

/// <summary>The stored form of a connection.</summary>
internal sealed record ConnectionRow
{
    public const string Authorized = "AUTHORIZED",
        Authorizing = "AUTHORIZING",
        Deauthorized = "DEAUTHORIZED",
        Deauthorizing = "DEAUTHORIZING",
        Deleting = "DELETING";
    public const string Basic = "BASIC",
        OAuthClientCredentials = "OAUTH_CLIENT_CREDENTIALS",
        ApiKey = "API_KEY";

    public static readonly string[] States =
    [
        "CREATING",
        "UPDATING",
        Deleting,
        Authorized,
        Deauthorized,
        Authorizing,
        Deauthorizing,
        "ACTIVE",
        "FAILED_CONNECTIVITY",
    ];

    public required string Name { get; init; }

    /// <summary>the end of its ARN: a connection of the same name that is made later is another</summary>
    public required string Id { get; init; }
    public string? Description { get; init; }
    public required string AuthorizationType { get; init; }

    /// <summary>null after it was deauthorized</summary>
    public ConnectionAuth? Auth { get; init; }
    public required string State { get; init; }
    public string? StateReason { get; init; }
    public string? KmsKeyIdentifier { get; init; }
    public required string SecretArn { get; init; }
    public DateTimeOffset Created { get; init; }
    public DateTimeOffset Modified { get; init; }
    public DateTimeOffset? LastAuthorized { get; init; }

    public string Arn(Scope scope) => scope.Arn("events", $"connection/{Name}/{Id}");

    public override string ToString() => $"connection {Name}";
}
