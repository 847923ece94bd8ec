using System.Text.Json.Serialization;

namespace LocalCloud.Aws.Iam.Saml;

internal sealed record UpdateSamlProviderResponse([property: JsonPropertyName("SAMLProviderArn")] string Arn);

internal static class UpdateSAMLProvider
{
    public static readonly Operation<IamState, SamlProviderRequest, UpdateSamlProviderResponse> Definition = IamService.Define(
        "UpdateSAMLProvider",
        IamJson.Default.SamlProviderRequest,
        IamJson.Default.UpdateSamlProviderResponse,
        Handle,
        Kinds.Saml.Named<SamlProviderRequest>(r => r.Arn),
        Must.Member<SamlProviderRequest>("sAMLMetadataDocument", r => r.Metadata).Length(1000, 10000000)
    );

    private static Result<UpdateSamlProviderResponse> Handle(IamState state, SamlProviderRequest request, Context context) =>
        Kinds.Saml.Change<UpdateSamlProviderResponse>(state, request.Arn, context, provider =>
        {
            provider.Metadata = request.Metadata ?? provider.Metadata;
            return new UpdateSamlProviderResponse(provider.Arn);
        });
}
