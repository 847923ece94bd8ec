using System.Text.Json.Serialization;

namespace LocalCloud.Aws.Iam.Saml;

internal sealed record SamlProviderResponse(
    [property: JsonPropertyName("SAMLMetadataDocument")] string Metadata,
    DateTimeOffset CreateDate,
    DateTimeOffset ValidUntil,
    List<ResourceTag>? Tags
);

internal static class GetSAMLProvider
{
    public static readonly Operation<IamState, SamlProviderRequest, SamlProviderResponse> Definition = IamService.Define(
        "GetSAMLProvider",
        IamJson.Default.SamlProviderRequest,
        IamJson.Default.SamlProviderResponse,
        Handle,
        Kinds.Saml.Named<SamlProviderRequest>(r => r.Arn)
    );

    private static Result<SamlProviderResponse> Handle(IamState state, SamlProviderRequest request, Context context) =>
        Kinds.Saml.Find(state, request.Arn).Ok(out var provider, out var error)
            ? new SamlProviderResponse(provider.Metadata!, provider.CreateDate, SamlValidity.Of(provider), IamTags.Of(provider.Tags))
            : error;
}
