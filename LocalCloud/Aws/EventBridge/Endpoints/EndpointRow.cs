namespace LocalCloud.Aws.EventBridge.Endpoints;

/// <summary>The stored form of a global endpoint.</summary>
internal sealed record EndpointRow
{
    public required string Name { get; init; }

    /// <summary>what PutEvents names it by</summary>
    public required string Id { get; init; }
    public string? Description { get; init; }
    public required RoutingConfig RoutingConfig { get; init; }
    public required ReplicationConfig ReplicationConfig { get; init; }
    public required List<EndpointEventBus> EventBuses { get; init; }
    public string? RoleArn { get; init; }
    public DateTimeOffset Created { get; init; }
    public DateTimeOffset Modified { get; init; }

    public string Url => $"https://{Id}.endpoint.events.amazonaws.com";

    public string Arn(Scope scope) => scope.Arn("events", $"endpoint/{Name}");

    /// <summary>
    /// Where an event goes: to the primary bus, which is always healthy here, and to the other when events are replicated.
    /// </summary>
    public IEnumerable<string> Buses()
    {
        var buses = EventBuses.Select(b => b.EventBusArn!).OrderBy(IsSecondary);
        return ReplicationConfig.State == EndpointRules.Enabled ? buses : buses.Take(1);
    }

    private bool IsSecondary(string arn) =>
        Aws.Arn.TryParse(arn, out var bus) && bus.Scope.Region == RoutingConfig.FailoverConfig?.Secondary?.Route;
}

internal sealed record RoutingConfig(FailoverConfig? FailoverConfig);

internal sealed record FailoverConfig(Primary? Primary, Secondary? Secondary);

internal sealed record Primary(string? HealthCheck);

internal sealed record Secondary(string? Route);

internal sealed record ReplicationConfig(string? State);

internal sealed record EndpointEventBus(string? EventBusArn);
