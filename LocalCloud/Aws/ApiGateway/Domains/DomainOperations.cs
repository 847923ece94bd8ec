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

internal static class UpdateDomainName
{
    public static readonly Operation<ApiGatewayState, DomainNameInput, DomainName> Definition = Operation<ApiGatewayState>
        .Define("UpdateDomainName", ApiGatewayJson.Default.DomainNameInput, ApiGatewayJson.Default.DomainName, Handle)
        .Http("PATCH /v2/domainnames/{domainName}")
        .Lacking("mutual TLS, routing rules");

    private static Result<DomainName> Handle(ApiGatewayState state, DomainNameInput request, Context context)
    {
        if (!state.FindDomain(request.Name).Ok(out var domain, out var error))
            return error;
        if (request.Refused("UpdateDomainName") is { } refused)
            return refused;
        domain.Row = domain.Row with
        {
            DomainNameConfigurations = request.Configurations(state.Scope, context.Now) ?? domain.Row.DomainNameConfigurations,
        };
        state.Put(context.Changes, domain);
        return domain.Row;
    }
}

internal static class DomainInputs
{
    // The zone is that of regional endpoints in us-east-1; nothing here resolves it.
    private const string Zone = "Z1UJRXOUMOOFQ8";

    public static AwsError? Refused(this DomainNameInput request, string operation) =>
        request switch
        {
            { MutualTlsAuthentication: { TruststoreUri: not (null or "") } } => Errors.NotSupported(operation, "MutualTlsAuthentication"),
            { RoutingMode: not (null or "API_MAPPING_ONLY") } => Errors.NotSupported(operation, $"RoutingMode {request.RoutingMode}"),
            { DomainNameConfigurations: { } all } when all.Exists(c => c.EndpointType == "EDGE") => Errors.BadRequest(
                "HTTP APIs only support regional domain names."
            ),
            _ => null,
        };

    public static List<DomainNameConfiguration>? Configurations(this DomainNameInput request, Scope scope, DateTimeOffset now) =>
        request.DomainNameConfigurations?.ConvertAll(c =>
            c with
            {
                ApiGatewayDomainName = $"d-{Ids.Api()}.execute-api.{scope.Region}.amazonaws.com",
                CertificateUploadDate = c.CertificateUploadDate ?? now,
                DomainNameStatus = "AVAILABLE",
                EndpointType = c.EndpointType ?? "REGIONAL",
                HostedZoneId = Zone,
                IpAddressType = c.IpAddressType ?? "ipv4",
                SecurityPolicy = c.SecurityPolicy ?? "TLS_1_2",
            }
        );
}

internal static class GetDomainName
{
    public static readonly Operation<ApiGatewayState, DomainRequest, DomainName> Definition = Operation<ApiGatewayState>
        .Define("GetDomainName", ApiGatewayJson.Default.DomainRequest, ApiGatewayJson.Default.DomainName, Handle)
        .Http("GET /v2/domainnames/{domainName}");

    private static Result<DomainName> Handle(ApiGatewayState state, DomainRequest request, Context context) =>
        state.FindDomain(request.DomainName).Ok(out var domain, out var error) ? domain.Row : error;
}

internal static class GetDomainNames
{
    public static readonly Operation<ApiGatewayState, DomainRequest, Page<DomainName>> Definition = Operation<ApiGatewayState>
        .Define("GetDomainNames", ApiGatewayJson.Default.DomainRequest, ApiGatewayJson.Default.PageDomainName, Handle)
        .Http("GET /v2/domainnames?maxResults={maxResults}&nextToken={nextToken}");

    private static Result<Page<DomainName>> Handle(ApiGatewayState state, DomainRequest request, Context context) =>
        Page.Of(state.Domains.Select(d => KeyValuePair.Create(d.Key, d.Value.Row)), request);
}

internal static class DeleteDomainName
{
    public static readonly Operation<ApiGatewayState, DomainRequest, Nothing> Definition = Operation<ApiGatewayState>
        .Define("DeleteDomainName", ApiGatewayJson.Default.DomainRequest, Handle)
        .Http("DELETE /v2/domainnames/{domainName}", status: 204);

    private static Result<Nothing> Handle(ApiGatewayState state, DomainRequest request, Context context)
    {
        if (!state.FindDomain(request.DomainName).Ok(out var domain, out var error))
            return error;
        state.Delete(context.Changes, domain);
        return Nothing.Instance;
    }
}
