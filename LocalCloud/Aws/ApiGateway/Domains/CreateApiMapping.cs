namespace LocalCloud.Aws.ApiGateway.Domains;

internal static class CreateApiMapping
{
    public static readonly Operation<ApiGatewayState, DomainRequest, ApiMapping> Definition = Operation<ApiGatewayState>
        .Define(
            "CreateApiMapping",
            ApiGatewayJson.Default.DomainRequest,
            ApiGatewayJson.Default.ApiMapping,
            Handle,
            Must.Member<DomainRequest>("apiId", r => r.ApiId).Required(),
            Must.Member<DomainRequest>("stage", r => r.Stage).Required().Length(1, 128)
        )
        .Http("POST /v2/domainnames/{domainName}/apimappings", status: 201);

    private static Result<ApiMapping> Handle(ApiGatewayState state, DomainRequest request, Context context)
    {
        if (!state.FindDomain(request.DomainName).Ok(out var domain, out var error))
            return error;
        var mapping = new ApiMapping
        {
            ApiId = request.ApiId!,
            ApiMappingId = Ids.Short(),
            ApiMappingKey = request.ApiMappingKey ?? "",
            Stage = request.Stage!,
        };
        if (MappingRules.Check(state, domain, mapping) is { } refused)
            return refused;
        state.Put(context.Changes, domain, mapping);
        return mapping;
    }
}
