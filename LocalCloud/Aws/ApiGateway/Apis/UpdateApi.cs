using LocalCloud.Aws.ApiGateway.Routes;

namespace LocalCloud.Aws.ApiGateway.Apis;

internal static class UpdateApi
{
    public static readonly Operation<ApiGatewayState, ApiInput, Api> Definition = Operation<ApiGatewayState>
        .Define(
            "UpdateApi",
            ApiGatewayJson.Default.ApiInput,
            ApiGatewayJson.Default.Api,
            Handle,
            [Must.Member<ApiInput>("name", r => r.Name).Length(1, 128), .. ApiInput.Limits]
        )
        .Http("PATCH /v2/apis/{apiId}")
        .Lacking("CredentialsArn");

    private static Result<Api> Handle(ApiGatewayState state, ApiInput request, Context context)
    {
        if (!state.Find(request.ApiId).Ok(out var entry, out var error))
            return error;
        if (request.CredentialsArn is not null)
            return Errors.NotSupported("UpdateApi", "CredentialsArn");
        if (request.Check() is { } refused)
            return refused;
        var route = entry.Routes.Values.FirstOrDefault(r => r.ApiGatewayManaged == true);
        if (request.Target is not null || request.RouteKey is not null)
        {
            if (route is null)
                return Errors.BadRequest("Only an API that was made by quick create has a target and a route key to update.");
            if (request.RouteKey is { } key && RouteKey.Parse(key) is null)
                return RouteKey.Malformed;
            if (request.Target is { } target && entry.Integration(route.Target) is { } integration)
                entry.Integrations[integration.IntegrationId] = integration with { IntegrationUri = target };
            entry.Routes[route.RouteId] = route with { RouteKey = request.RouteKey ?? route.RouteKey };
            state.PutAll(context.Changes, entry);
        }
        entry.Api = request.Onto(entry.Api);
        state.Put(context.Changes, entry);
        state.Deploy(context.Changes, entry);
        return entry.Api.At(context.Endpoint);
    }
}
