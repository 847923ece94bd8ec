namespace LocalCloud.Aws.ApiGateway.Domains;

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
