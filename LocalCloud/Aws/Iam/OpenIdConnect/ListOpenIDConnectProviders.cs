using System.Text.Json.Serialization;

namespace LocalCloud.Aws.Iam.OpenIdConnect;

internal sealed record ProviderEntry(string Arn);

internal sealed record ListOpenIdConnectProvidersResponse(
    [property: JsonPropertyName("OpenIDConnectProviderList")] List<ProviderEntry> OpenIdConnectProviderList
);

internal static class ListOpenIDConnectProviders
{
    public static readonly Operation<IamState, ListProvidersRequest, ListOpenIdConnectProvidersResponse> Definition = IamService.Define(
        "ListOpenIDConnectProviders",
        IamJson.Default.ListProvidersRequest,
        IamJson.Default.ListOpenIdConnectProvidersResponse,
        Handle
    );

    private static Result<ListOpenIdConnectProvidersResponse> Handle(IamState state, ListProvidersRequest request, Context context) =>
        new ListOpenIdConnectProvidersResponse([
            .. state.Providers.Values.Where(p => p.Url is not null).Select(p => new ProviderEntry(p.Arn)),
        ]);
}
