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

internal static class MappingRules
{
    public static AwsError? Check(ApiGatewayState state, Domain domain, ApiMapping mapping)
    {
        if (!state.FindStage(mapping.ApiId, mapping.Stage).Ok(out _, out var error))
            return error.Message.Contains("stage", StringComparison.Ordinal)
                ? Errors.BadRequest("Invalid stage identifier specified")
                : error;
        if (
            mapping.ApiMappingKey.Length > 300
            || !mapping.ApiMappingKey.All(c => char.IsAsciiLetterOrDigit(c) || "$-_.+!*'()/".Contains(c, StringComparison.Ordinal))
            || mapping.ApiMappingKey.Split('/') is { Length: > 1 } parts && parts.Contains("")
        )
            return Errors.BadRequest(
                "API mapping key should not start with a '/' or have consecutive '/'s. It may contain letters, numbers and the "
                    + "characters $-_.+!*'()/"
            );
        return domain.Mappings.Values.Any(m => m.ApiMappingKey == mapping.ApiMappingKey && m.ApiMappingId != mapping.ApiMappingId)
            ? Errors.Conflict("ApiMapping key already exists for this domain name")
            : null;
    }
}

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

internal static class GetApiMappings
{
    public static readonly Operation<ApiGatewayState, DomainRequest, Page<ApiMapping>> Definition = Operation<ApiGatewayState>
        .Define("GetApiMappings", ApiGatewayJson.Default.DomainRequest, ApiGatewayJson.Default.PageApiMapping, Handle)
        .Http("GET /v2/domainnames/{domainName}/apimappings?maxResults={maxResults}&nextToken={nextToken}");

    private static Result<Page<ApiMapping>> Handle(ApiGatewayState state, DomainRequest request, Context context) =>
        state.FindDomain(request.DomainName).Ok(out var domain, out var error) ? Page.Of(domain.Mappings, request) : error;
}

internal static class DeleteApiMapping
{
    public static readonly Operation<ApiGatewayState, DomainRequest, Nothing> Definition = Operation<ApiGatewayState>
        .Define("DeleteApiMapping", ApiGatewayJson.Default.DomainRequest, Handle)
        .Http("DELETE /v2/domainnames/{domainName}/apimappings/{apiMappingId}", status: 204);

    private static Result<Nothing> Handle(ApiGatewayState state, DomainRequest request, Context context)
    {
        if (!state.FindDomain(request.DomainName).Ok(out var domain, out var error))
            return error;
        if (!domain.Mappings.ContainsKey(request.ApiMappingId!))
            return Errors.No("API mapping");
        state.DeleteMapping(context.Changes, domain, request.ApiMappingId!);
        return Nothing.Instance;
    }
}
