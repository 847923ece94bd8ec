namespace LocalCloud.Aws.EventBridge.Endpoints;

internal sealed record UpdateEndpointRequest
{
    public string? Name { get; init; }
    public string? Description { get; init; }
    public RoutingConfig? RoutingConfig { get; init; }
    public ReplicationConfig? ReplicationConfig { get; init; }
    public List<EndpointEventBus>? EventBuses { get; init; }
    public string? RoleArn { get; init; }
}

internal sealed record UpdateEndpointResponse(
    string Name,
    string Arn,
    RoutingConfig RoutingConfig,
    ReplicationConfig ReplicationConfig,
    List<EndpointEventBus> EventBuses,
    string? RoleArn,
    string EndpointId,
    string EndpointUrl,
    string State
);

internal static class UpdateEndpoint
{
    public static readonly Operation<EventsState, UpdateEndpointRequest, UpdateEndpointResponse> Definition = Operation<EventsState>.Define(
        "UpdateEndpoint",
        EventsJson.Default.UpdateEndpointRequest,
        EventsJson.Default.UpdateEndpointResponse,
        Handle,
        EndpointRules.Name<UpdateEndpointRequest>(r => r.Name).Required(),
        Names.Description<UpdateEndpointRequest>(r => r.Description),
        Must.Within<UpdateEndpointRequest, RoutingConfig>("routingConfig", r => r.RoutingConfig, EndpointRules.Routing),
        Must.Within<UpdateEndpointRequest, ReplicationConfig>("replicationConfig", r => r.ReplicationConfig, EndpointRules.Replication),
        Must.Member<UpdateEndpointRequest>("eventBuses", r => r.EventBuses).Length(2, 2),
        Must.Each<UpdateEndpointRequest, EndpointEventBus>("eventBuses", r => r.EventBuses, EndpointRules.Bus),
        EndpointRules.RoleArn<UpdateEndpointRequest>(r => r.RoleArn)
    );

    private static Result<UpdateEndpointResponse> Handle(EventsState state, UpdateEndpointRequest request, Context context)
    {
        if (state.Endpoints.GetValueOrDefault(request.Name!) is not { } row)
            return EndpointRules.NotFound(request.Name!);
        if (request.EventBuses is { } buses && EndpointRules.CheckBuses(buses) is { } invalid)
            return invalid;
        row = row with
        {
            Description = request.Description ?? row.Description,
            RoutingConfig = request.RoutingConfig ?? row.RoutingConfig,
            ReplicationConfig = request.ReplicationConfig?.State is { } replication ? new(replication) : row.ReplicationConfig,
            EventBuses = request.EventBuses ?? row.EventBuses,
            RoleArn = request.RoleArn ?? row.RoleArn,
            Modified = context.Now,
        };
        state.Endpoints.Put(context.Changes, row);
        return new UpdateEndpointResponse(
            row.Name,
            row.Arn(state.Scope),
            row.RoutingConfig,
            row.ReplicationConfig,
            row.EventBuses,
            row.RoleArn,
            row.Id,
            row.Url,
            "UPDATING"
        );
    }
}
