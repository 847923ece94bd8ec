using System.Text.Json.Serialization;

namespace LocalCloud.Aws.EventBridge.Endpoints;

internal sealed record DescribeEndpointRequest(string? Name, string? HomeRegion);

internal sealed record DescribeEndpointResponse
{
    public required string Name { get; init; }
    public string? Description { get; init; }
    public required string Arn { get; init; }
    public required RoutingConfig RoutingConfig { get; init; }
    public required ReplicationConfig ReplicationConfig { get; init; }
    public required List<EndpointEventBus> EventBuses { get; init; }
    public string? RoleArn { get; init; }
    public required string EndpointId { get; init; }
    public required string EndpointUrl { get; init; }
    public required string State { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset CreationTime { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset LastModifiedTime { get; init; }

    public static DescribeEndpointResponse Of(EventsState state, EndpointRow row) =>
        new()
        {
            Name = row.Name,
            Description = row.Description,
            Arn = row.Arn(state.Scope),
            RoutingConfig = row.RoutingConfig,
            ReplicationConfig = row.ReplicationConfig,
            EventBuses = row.EventBuses,
            RoleArn = row.RoleArn,
            EndpointId = row.Id,
            EndpointUrl = row.Url,
            State = "ACTIVE",
            CreationTime = row.Created,
            LastModifiedTime = row.Modified,
        };
}

internal static class DescribeEndpoint
{
    public static readonly Operation<EventsState, DescribeEndpointRequest, DescribeEndpointResponse> Definition =
        Operation<EventsState>.Define(
            "DescribeEndpoint",
            EventsJson.Default.DescribeEndpointRequest,
            EventsJson.Default.DescribeEndpointResponse,
            Handle,
            EndpointRules.Name<DescribeEndpointRequest>(r => r.Name).Required(),
            EndpointRules.HomeRegion<DescribeEndpointRequest>(r => r.HomeRegion)
        );

    private static Result<DescribeEndpointResponse> Handle(EventsState state, DescribeEndpointRequest request, Context context) =>
        state.Endpoints.GetValueOrDefault(request.Name!) is { } row && (request.HomeRegion ?? state.Scope.Region) == state.Scope.Region
            ? DescribeEndpointResponse.Of(state, row)
            : EndpointRules.NotFound(request.Name!);
}
