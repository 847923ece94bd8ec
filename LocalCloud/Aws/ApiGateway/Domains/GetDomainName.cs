namespace LocalCloud.Aws.ApiGateway.Domains;

internal static class GetDomainName
{
    public static readonly Operation<ApiGatewayState, DomainRequest, DomainName> Definition = Operation<ApiGatewayState>
        .Define("GetDomainName", ApiGatewayJson.Default.DomainRequest, ApiGatewayJson.Default.DomainName, Handle)
        .Http("GET /v2/domainnames/{domainName}");

    private static Result<DomainName> Handle(ApiGatewayState state, DomainRequest request, Context context) =>
        state.FindDomain(request.DomainName).Ok(out var domain, out var error) ? domain.Row : error;
}
