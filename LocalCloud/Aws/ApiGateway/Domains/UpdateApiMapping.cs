namespace LocalCloud.Aws.ApiGateway.Domains;

internal static class UpdateApiMapping
{
    public static readonly Operation<ApiGatewayState, DomainRequest, ApiMapping> Definition = Operation<ApiGatewayState>
        .Define("UpdateApiMapping", ApiGatewayJson.Default.DomainRequest, ApiGatewayJson.Default.ApiMapping, Handle)
        .Http("PATCH /v2/domainnames/{domainName}/apimappings/{apiMappingId}");

    private static Result<ApiMapping> Handle(ApiGatewayState state, DomainRequest request, Context context)
    {
        if (!state.FindDomain(request.DomainName).Ok(out var domain, out var error))
            return error;
        if (!domain.Mappings.TryGetValue(request.ApiMappingId!, out var existing))
            return Errors.No("API mapping");
        var mapping = existing with
        {
            ApiId = request.ApiId ?? existing.ApiId,
            ApiMappingKey = request.ApiMappingKey ?? existing.ApiMappingKey,
            Stage = request.Stage ?? existing.Stage,
        };
        if (MappingRules.Check(state, domain, mapping) is { } refused)
            return refused;
        state.Put(context.Changes, domain, mapping);
        return mapping;
    }
}
