namespace LocalCloud.Aws.ApiGateway.Domains;

internal static class GetApiMapping
{
    public static readonly Operation<ApiGatewayState, DomainRequest, ApiMapping> Definition = Operation<ApiGatewayState>
        .Define("GetApiMapping", ApiGatewayJson.Default.DomainRequest, ApiGatewayJson.Default.ApiMapping, Handle)
        .Http("GET /v2/domainnames/{domainName}/apimappings/{apiMappingId}");

    private static Result<ApiMapping> Handle(ApiGatewayState state, DomainRequest request, Context context)
    {
        if (!state.FindDomain(request.DomainName).Ok(out var domain, out var error))
            return error;
        return domain.Mappings.TryGetValue(request.ApiMappingId!, out var mapping) ? mapping : Errors.No("API mapping");
    }
}
