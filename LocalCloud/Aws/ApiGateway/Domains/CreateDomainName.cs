namespace LocalCloud.Aws.ApiGateway.Domains;

internal static class CreateDomainName
{
    public static readonly Operation<ApiGatewayState, DomainNameInput, DomainName> Definition = Operation<ApiGatewayState>
        .Define(
            "CreateDomainName",
            ApiGatewayJson.Default.DomainNameInput,
            ApiGatewayJson.Default.DomainName,
            Handle,
            Must.Member<DomainNameInput>("domainName", r => r.Name).Required().Length(1, 512),
            Must.Member<DomainNameInput>("routingMode", r => r.RoutingMode)
                .Enum("API_MAPPING_ONLY", "ROUTING_RULE_ONLY", "ROUTING_RULE_THEN_API_MAPPING")
        )
        .Http("POST /v2/domainnames", status: 201)
        .Lacking("mutual TLS, routing rules; certificates are not looked at");

    private static Result<DomainName> Handle(ApiGatewayState state, DomainNameInput request, Context context)
    {
        if (request.Refused("CreateDomainName") is { } refused)
            return refused;
        if (state.Domains.ContainsKey(request.Name!))
            return Errors.Conflict("The domain name you provided already exists.");
        var domain = new Domain(
            new DomainName
            {
                Name = request.Name!,
                DomainNameArn = $"arn:aws:apigateway:{state.Scope.Region}::/domainnames/{request.Name}",
                DomainNameConfigurations = request.Configurations(state.Scope, context.Now),
                RoutingMode = request.RoutingMode ?? "API_MAPPING_ONLY",
                Tags = request.Tags ?? [],
            }
        );
        state.Put(context.Changes, domain);
        return domain.Row;
    }
}
