using System.Security.Cryptography;

namespace LocalCloud.Aws.EventBridge.Endpoints;

internal sealed record CreateEndpointRequest
{
    public string? Name { get; init; }
    public string? Description { get; init; }
    public RoutingConfig? RoutingConfig { get; init; }
    public ReplicationConfig? ReplicationConfig { get; init; }
    public List<EndpointEventBus>? EventBuses { get; init; }
    public string? RoleArn { get; init; }
}

internal sealed record CreateEndpointResponse(
    string Name,
    string Arn,
    RoutingConfig RoutingConfig,
    ReplicationConfig ReplicationConfig,
    List<EndpointEventBus> EventBuses,
    string? RoleArn,
    string State
);

internal static class CreateEndpoint
{
    private const int Most = 100;

    public static readonly Operation<EventsState, CreateEndpointRequest, CreateEndpointResponse> Definition = Operation<EventsState>
        .Define(
            "CreateEndpoint",
            EventsJson.Default.CreateEndpointRequest,
            EventsJson.Default.CreateEndpointResponse,
            Handle,
            EndpointRules.Name<CreateEndpointRequest>(r => r.Name).Required(),
            Names.Description<CreateEndpointRequest>(r => r.Description),
            Must.Member<CreateEndpointRequest>("routingConfig", r => r.RoutingConfig).Required(),
            Must.Within<CreateEndpointRequest, RoutingConfig>("routingConfig", r => r.RoutingConfig, EndpointRules.Routing),
            Must.Within<CreateEndpointRequest, ReplicationConfig>("replicationConfig", r => r.ReplicationConfig, EndpointRules.Replication),
            Must.Member<CreateEndpointRequest>("eventBuses", r => r.EventBuses).Required().Length(2, 2),
            Must.Each<CreateEndpointRequest, EndpointEventBus>("eventBuses", r => r.EventBuses, EndpointRules.Bus),
            EndpointRules.RoleArn<CreateEndpointRequest>(r => r.RoleArn)
        )
        .Lacking("the primary Region is always healthy: no events fail over");

    private static Result<CreateEndpointResponse> Handle(EventsState state, CreateEndpointRequest request, Context context)
    {
        if (EndpointRules.CheckBuses(request.EventBuses!) is { } invalid)
            return invalid;
        if (state.Endpoints.GetValueOrDefault(request.Name!) is not null)
            return new AwsError("ResourceAlreadyExistsException", $"Endpoint {request.Name} already exists.");
        if (state.Endpoints.Count >= Most)
            return Errors.LimitExceeded();
        var row = new EndpointRow
        {
            Name = request.Name!,
            Id = $"{RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", 10)}.veo",
            Description = request.Description,
            RoutingConfig = request.RoutingConfig!,
            ReplicationConfig = new(request.ReplicationConfig?.State ?? EndpointRules.Enabled),
            EventBuses = request.EventBuses!,
            RoleArn = request.RoleArn,
            Created = context.Started,
            Modified = context.Started,
        };
        state.Endpoints.Put(context.Changes, row);
        return new CreateEndpointResponse(
            row.Name,
            row.Arn(state.Scope),
            row.RoutingConfig,
            row.ReplicationConfig,
            row.EventBuses,
            row.RoleArn,
            "CREATING"
        );
    }
}
