using LocalCloud.Aws.ApiGateway.Integrations;
using LocalCloud.Aws.ApiGateway.Routes;
using LocalCloud.Aws.ApiGateway.Stages;
using Route = LocalCloud.Aws.ApiGateway.Routes.Route;

namespace LocalCloud.Aws.ApiGateway.Apis;

internal static class CreateApi
{
    public static readonly Operation<ApiGatewayState, ApiInput, Api> Definition = Operation<ApiGatewayState>
        .Define(
            "CreateApi",
            ApiGatewayJson.Default.ApiInput,
            ApiGatewayJson.Default.Api,
            Handle,
            [
                Must.Member<ApiInput>("name", r => r.Name).Required().Length(1, 128),
                Must.Member<ApiInput>("protocolType", r => r.ProtocolType).Required().Enum("WEBSOCKET", "HTTP"),
                .. ApiInput.Limits,
            ]
        )
        .Http("POST /v2/apis", status: 201)
        .Lacking("WebSocket APIs, CredentialsArn");

    private static Result<Api> Handle(ApiGatewayState state, ApiInput request, Context context)
    {
        if (request.ProtocolType == "WEBSOCKET")
            return Errors.NotSupported("CreateApi", "ProtocolType WEBSOCKET");
        if (request.CredentialsArn is not null)
            return Errors.NotSupported("CreateApi", "CredentialsArn");
        if (request.Check() is { } refused)
            return refused;
        if (request.RouteKey is { } key && (request.Target is null || RouteKey.Parse(key) is null))
            return request.Target is null ? Errors.BadRequest("A target is required when a route key is specified.") : RouteKey.Malformed;
        var entry = Add(state, request, context);
        if (request.Target is { } target)
        {
            if (!QuickCreate(entry, target, request.RouteKey ?? "$default", context).Ok(out _, out var error))
            {
                state.Delete(context.Changes, entry);
                return error;
            }
            state.PutAll(context.Changes, entry);
            state.Deploy(context.Changes, entry);
        }
        return entry.Api.At(context.Endpoint);
    }

    public static ApiEntry Add(ApiGatewayState state, ApiInput request, Context context)
    {
        var api = request.Onto(
            new()
            {
                ApiId = Ids.Api(),
                ApiKeySelectionExpression = ApiInput.ApiKeySelection,
                CreatedDate = context.Now,
                IpAddressType = "ipv4",
                RouteSelectionExpression = ApiInput.RouteSelection,
                Tags = request.Tags ?? [],
            }
        );
        var entry = new ApiEntry(api);
        state.Put(context.Changes, entry);
        return entry;
    }

    // An integration, a route for it and a stage that deploys by itself (docs: http-api-develop, "create an HTTP API by using the AWS
    // CLI").
    private static Result<Nothing> QuickCreate(ApiEntry entry, string target, string routeKey, Context context)
    {
        var isFunction = Arn.Is(target);
        var input = new IntegrationInput
        {
            IntegrationType = isFunction ? "AWS_PROXY" : "HTTP_PROXY",
            IntegrationUri = target,
            IntegrationMethod = isFunction ? null : "ANY",
            PayloadFormatVersion = isFunction ? "2.0" : "1.0",
        };
        var integration = input.Onto(new() { IntegrationId = Ids.Route(), ApiGatewayManaged = true }).Complete();
        if (IntegrationRules.Check(integration, "CreateApi") is { } refused)
            return refused;
        entry.Integrations[integration.IntegrationId] = integration;
        var route = new Route
        {
            RouteId = Ids.Route(),
            RouteKey = routeKey,
            Target = $"integrations/{integration.IntegrationId}",
            ApiGatewayManaged = true,
        }.Complete();
        entry.Routes[route.RouteId] = route;
        entry.Stages[Stage.Default] = Stage.New(Stage.Default, context.Now) with { AutoDeploy = true, ApiGatewayManaged = true };
        return Nothing.Instance;
    }
}
