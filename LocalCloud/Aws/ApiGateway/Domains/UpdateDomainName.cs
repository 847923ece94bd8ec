namespace LocalCloud.Aws.ApiGateway.Domains;

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
