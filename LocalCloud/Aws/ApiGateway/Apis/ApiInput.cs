namespace LocalCloud.Aws.ApiGateway.Apis;

/// <summary>What CreateApi and UpdateApi take.</summary>
internal sealed record ApiInput
{
    public string? ApiId { get; init; }
    public string? ApiKeySelectionExpression { get; init; }
    public Cors? CorsConfiguration { get; init; }
    public string? CredentialsArn { get; init; }
    public string? Description { get; init; }
    public bool? DisableExecuteApiEndpoint { get; init; }

    /// <summary>Of WebSocket APIs; AWS ignores it for HTTP.</summary>
    public bool? DisableSchemaValidation { get; init; }
    public string? IpAddressType { get; init; }
    public string? Name { get; init; }
    public string? ProtocolType { get; init; }
    public string? RouteKey { get; init; }
    public string? RouteSelectionExpression { get; init; }
    public Dictionary<string, string>? Tags { get; init; }
    public string? Target { get; init; }
    public string? Version { get; init; }

    internal const string RouteSelection = "$request.method $request.path",
        ApiKeySelection = "$request.header.x-api-key";

    internal static readonly Member<ApiInput>[] Limits =
    [
        Must.Member<ApiInput>("description", r => r.Description).Length(0, 1024),
        Must.Member<ApiInput>("version", r => r.Version).Length(1, 64),
        Must.Member<ApiInput>("target", r => r.Target).Length(1, 2048),
        Must.Member<ApiInput>("ipAddressType", r => r.IpAddressType).Enum("ipv4", "dualstack"),
        Must.Within<ApiInput, Cors>(
            "corsConfiguration",
            r => r.CorsConfiguration,
            Must.Member<Cors>("maxAge", c => c.MaxAge).Range(-1, 86400)
        ),
    ];

    internal AwsError? Check()
    {
        if (RouteSelectionExpression is not (null or RouteSelection))
            return Errors.BadRequest(
                $"Invalid routeSelectionExpression for an HTTP API. The expression must be \"${{request.method}} ${{request.path}}\" or "
                    + $"\"{RouteSelection}\"."
            );
        if (CorsConfiguration is { AllowCredentials: true, AllowOrigins: { } origins } && origins.Contains("*"))
            return Errors.BadRequest("Allow-Credentials cannot be used with a wildcard origin.");
        return null;
    }

    internal Api Onto(Api api) =>
        api with
        {
            ApiKeySelectionExpression = ApiKeySelectionExpression ?? api.ApiKeySelectionExpression,
            CorsConfiguration = CorsConfiguration ?? api.CorsConfiguration,
            Description = Description ?? api.Description,
            DisableExecuteApiEndpoint = DisableExecuteApiEndpoint ?? api.DisableExecuteApiEndpoint,
            IpAddressType = IpAddressType ?? api.IpAddressType,
            Name = Name ?? api.Name,
            Version = Version ?? api.Version,
        };
}
