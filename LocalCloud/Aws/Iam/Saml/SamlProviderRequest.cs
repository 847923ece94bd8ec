using System.Text.Json.Serialization;

namespace LocalCloud.Aws.Iam.Saml;

internal sealed record SamlProviderRequest(
    [property: JsonPropertyName("SAMLProviderArn")] string? Arn,
    [property: JsonPropertyName("SAMLMetadataDocument")] string? Metadata = null,
    List<ResourceTag>? Tags = null,
    List<string>? TagKeys = null
);
