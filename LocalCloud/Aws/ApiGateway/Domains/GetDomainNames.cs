namespace LocalCloud.Aws.ApiGateway.Domains;

internal static class GetDomainNames
{
    public static readonly Operation<ApiGatewayState, DomainRequest, Page<DomainName>> Definition = Operation<ApiGatewayState>
        .Define("GetDomainNames", ApiGatewayJson.Default.DomainRequest, ApiGatewayJson.Default.PageDomainName, Handle)
        .Http("GET /v2/domainnames?maxResults={maxResults}&nextToken={nextToken}");

    private static Result<Page<DomainName>> Handle(ApiGatewayState state, DomainRequest request, Context context) =>
        Page.Of(state.Domains.Select(d => KeyValuePair.Create(d.Key, d.Value.Row)), request);
}
