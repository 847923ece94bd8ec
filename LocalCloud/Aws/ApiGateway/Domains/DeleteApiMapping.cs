namespace LocalCloud.Aws.ApiGateway.Domains;

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
