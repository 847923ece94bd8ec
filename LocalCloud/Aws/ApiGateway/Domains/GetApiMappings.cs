namespace LocalCloud.Aws.ApiGateway.Domains;

internal static class GetApiMappings
{
    public static readonly Operation<ApiGatewayState, DomainRequest, Page<ApiMapping>> Definition = Operation<ApiGatewayState>
        .Define("GetApiMappings", ApiGatewayJson.Default.DomainRequest, ApiGatewayJson.Default.PageApiMapping, Handle)
        .Http("GET /v2/domainnames/{domainName}/apimappings?maxResults={maxResults}&nextToken={nextToken}");

    private static Result<Page<ApiMapping>> Handle(ApiGatewayState state, DomainRequest request, Context context) =>
        state.FindDomain(request.DomainName).Ok(out var domain, out var error) ? Page.Of(domain.Mappings, request) : error;
}
