using System.Text.Json.Serialization;

namespace LocalCloud.Aws.Iam.OpenIdConnect;

internal sealed record OpenIdConnectProviderRequest(
    [property: JsonPropertyName("OpenIDConnectProviderArn")] string? Arn,
    [property: JsonPropertyName("ClientID")] string? ClientId = null,
    List<string>? ThumbprintList = null,
    List<ResourceTag>? Tags = null,
    List<string>? TagKeys = null
)
{
    public static ValueMember<OpenIdConnectProviderRequest> Named => Kinds.OpenIdConnect.Named<OpenIdConnectProviderRequest>(r => r.Arn);

    public static ValueMember<OpenIdConnectProviderRequest> OfClient =>
        Must.Member<OpenIdConnectProviderRequest>("clientID", r => r.ClientId).Required().Length(1, 255);
}
