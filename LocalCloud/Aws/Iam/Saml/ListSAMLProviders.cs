using System.Text.Json.Serialization;

namespace LocalCloud.Aws.Iam.Saml;

internal sealed record SamlProviderEntry(string Arn, DateTimeOffset CreateDate, DateTimeOffset ValidUntil);

internal sealed record ListSamlProvidersResponse([property: JsonPropertyName("SAMLProviderList")] List<SamlProviderEntry> Providers);

internal static class ListSAMLProviders
{
    public static readonly Operation<IamState, ListProvidersRequest, ListSamlProvidersResponse> Definition = IamService.Define(
        "ListSAMLProviders",
        IamJson.Default.ListProvidersRequest,
        IamJson.Default.ListSamlProvidersResponse,
        Handle
    );

    private static Result<ListSamlProvidersResponse> Handle(IamState state, ListProvidersRequest request, Context context) =>
        new ListSamlProvidersResponse([
            .. state
                .Providers.Values.Where(p => p.Metadata is not null)
                .Select(p => new SamlProviderEntry(p.Arn, p.CreateDate, SamlValidity.Of(p))),
        ]);
}
