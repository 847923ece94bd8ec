namespace LocalCloud.Aws.ApiGateway.Routes;

/// <summary>What a route of an HTTP API has to be.</summary>
internal static class RouteRules
{
    public static AwsError? Check(ApiEntry entry, RouteInput input, Route route)
    {
        if (input.ApiKeyRequired == true)
            return Errors.BadRequest("ApiKeyRequired is not currently supported for HTTP APIs");
        if (input.ModelSelectionExpression is not null || input.RequestModels is not null)
            return Errors.BadRequest("Models are not supported for HTTP APIs");
        if (input.RequestParameters is not null)
            return Errors.BadRequest("RequestParameters are not supported for HTTP APIs");
        if (input.RouteResponseSelectionExpression is not null)
            return Errors.BadRequest("RouteResponseSelectionExpression is not supported for HTTP APIs");
        if (RouteKey.Parse(route.RouteKey) is null)
            return RouteKey.Malformed;
        if (entry.Routes.Values.Any(r => r.RouteKey == route.RouteKey && r.RouteId != route.RouteId))
            return Errors.Conflict($"Route with key {route.RouteKey} already exists for this API");
        if (route.Target is { } target && entry.Integration(target) is null)
            return Errors.BadRequest(
                $"Invalid target specified: {target}. It has to be integrations/{{integrationId}} of an integration of this API."
            );
        if (route.AuthorizationType is "JWT" or "CUSTOM")
        {
            var type = entry.Authorizers.GetValueOrDefault(route.AuthorizerId ?? "")?.AuthorizerType;
            if (type != (route.AuthorizationType == "JWT" ? "JWT" : "REQUEST"))
                return Errors.BadRequest(
                    type is null
                        ? "Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a "
                            + "valid authorizer."
                        : $"Authorizer type {type} does not match the authorization type {route.AuthorizationType} of the route."
                );
        }
        return route.AuthorizationScopes is { Count: > 0 } && route.AuthorizationType != "JWT"
            ? Errors.BadRequest("Authorization scopes are only supported for routes with a JWT authorizer")
            : null;
    }
}
