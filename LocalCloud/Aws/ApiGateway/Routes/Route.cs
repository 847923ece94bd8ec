namespace LocalCloud.Aws.ApiGateway.Routes;

internal record RouteInput
{
    public string? ApiId { get; init; }
    public bool? ApiKeyRequired { get; init; }
    public List<string>? AuthorizationScopes { get; init; }
    public string? AuthorizationType { get; init; }
    public string? AuthorizerId { get; init; }
    public string? ModelSelectionExpression { get; init; }
    public string? OperationName { get; init; }
    public Dictionary<string, string>? RequestModels { get; init; }
    public Dictionary<string, ParameterConstraints>? RequestParameters { get; init; }
    public string? RouteId { get; init; }
    public string? RouteKey { get; init; }
    public string? RouteResponseSelectionExpression { get; init; }
    public string? Target { get; init; }

    internal static readonly Member<RouteInput>[] Limits =
    [
        Must.Member<RouteInput>("authorizationType", r => r.AuthorizationType).Enum("NONE", "AWS_IAM", "CUSTOM", "JWT"),
        Must.Member<RouteInput>("operationName", r => r.OperationName).Length(1, 64),
        Must.Member<RouteInput>("target", r => r.Target).Length(1, 128),
    ];

    internal Route Onto(Route route) =>
        (
            route with
            {
                ApiKeyRequired = ApiKeyRequired ?? route.ApiKeyRequired,
                AuthorizationScopes = AuthorizationScopes ?? (AuthorizationType is "NONE" or "AWS_IAM" ? null : route.AuthorizationScopes),
                AuthorizationType = AuthorizationType ?? route.AuthorizationType,
                AuthorizerId = AuthorizationType is "NONE" or "AWS_IAM" ? null : AuthorizerId ?? route.AuthorizerId,
                OperationName = OperationName ?? route.OperationName,
                RouteKey = RouteKey ?? route.RouteKey,
                Target = Target ?? route.Target,
            }
        ).Complete();
}

internal sealed record ParameterConstraints
{
    public bool? Required { get; init; }
}

internal sealed record Route
{
    public bool? ApiGatewayManaged { get; init; }
    public bool? ApiKeyRequired { get; init; }
    public List<string>? AuthorizationScopes { get; init; }
    public string? AuthorizationType { get; init; }
    public string? AuthorizerId { get; init; }
    public string? OperationName { get; init; }
    public string RouteId { get; init; } = "";
    public string RouteKey { get; init; } = "";
    public string? Target { get; init; }

    internal Route Complete() => this with { ApiKeyRequired = ApiKeyRequired ?? false, AuthorizationType = AuthorizationType ?? "NONE" };
}
