namespace LocalCloud.Aws.EventBridge.ApiDestinations;

/// <summary>The stored form of an API destination.</summary>
internal sealed record ApiDestinationRow
{
    public required string Name { get; init; }

    /// <summary>the end of its ARN: an API destination of the same name that is made later is another</summary>
    public required string Id { get; init; }
    public string? Description { get; init; }
    public required string ConnectionArn { get; init; }
    public required string InvocationEndpoint { get; init; }
    public required string HttpMethod { get; init; }
    public int? InvocationRateLimitPerSecond { get; init; }
    public DateTimeOffset Created { get; init; }
    public DateTimeOffset Modified { get; init; }

    public string Arn(Scope scope) => scope.Arn("events", $"api-destination/{Name}/{Id}");
}
