using LocalCloud.Aws.EventBridge.Connections;

namespace LocalCloud.Aws.EventBridge.ApiDestinations;

internal sealed record UpdateApiDestinationRequest
{
    public string? Name { get; init; }
    public string? Description { get; init; }
    public string? ConnectionArn { get; init; }
    public string? InvocationEndpoint { get; init; }
    public string? HttpMethod { get; init; }
    public int? InvocationRateLimitPerSecond { get; init; }
}

internal static class UpdateApiDestination
{
    public static readonly Operation<EventsState, UpdateApiDestinationRequest, ApiDestinationResponse> Definition =
        Operation<EventsState>.Define(
            "UpdateApiDestination",
            EventsJson.Default.UpdateApiDestinationRequest,
            EventsJson.Default.ApiDestinationResponse,
            Handle,
            Names.Simple<UpdateApiDestinationRequest>(r => r.Name, "name", 64).Required(),
            Names.Description<UpdateApiDestinationRequest>(r => r.Description),
            ApiDestinationRules.ConnectionArn<UpdateApiDestinationRequest>(r => r.ConnectionArn),
            ConnectionRules.Endpoint<UpdateApiDestinationRequest>("invocationEndpoint", r => r.InvocationEndpoint),
            Must.Member<UpdateApiDestinationRequest>("httpMethod", r => r.HttpMethod).Enum(ApiDestinationRules.Methods),
            Must.Member<UpdateApiDestinationRequest>("invocationRateLimitPerSecond", r => r.InvocationRateLimitPerSecond).Range(1)
        );

    // what is not given stays as it is
    private static Result<ApiDestinationResponse> Handle(EventsState state, UpdateApiDestinationRequest request, Context context)
    {
        if (state.ApiDestinations.GetValueOrDefault(request.Name!) is not { } row)
            return ApiDestinationRules.NotFound(request.Name!);
        if (request.ConnectionArn is { } arn && !ApiDestinationRules.Connection(state, arn).Ok(out _, out var error))
            return error;
        row = row with
        {
            Description = request.Description ?? row.Description,
            ConnectionArn = request.ConnectionArn ?? row.ConnectionArn,
            InvocationEndpoint = request.InvocationEndpoint ?? row.InvocationEndpoint,
            HttpMethod = request.HttpMethod ?? row.HttpMethod,
            InvocationRateLimitPerSecond = request.InvocationRateLimitPerSecond ?? row.InvocationRateLimitPerSecond,
            Modified = context.Now,
        };
        state.ApiDestinations.Put(context.Changes, row);
        return ApiDestinationResponse.Of(state, row);
    }
}
