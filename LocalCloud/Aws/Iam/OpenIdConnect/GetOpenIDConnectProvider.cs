using System.Text.Json.Serialization;

namespace LocalCloud.Aws.Iam.OpenIdConnect;

internal sealed record OpenIdConnectProviderResponse(
    string Url,
    [property: JsonPropertyName("ClientIDList")] List<string> ClientIdList,
    List<string> ThumbprintList,
    DateTimeOffset CreateDate,
    List<ResourceTag>? Tags
);

internal static class GetOpenIDConnectProvider
{
    public static readonly Operation<IamState, OpenIdConnectProviderRequest, OpenIdConnectProviderResponse> Definition = IamService.Define(
        "GetOpenIDConnectProvider",
        IamJson.Default.OpenIdConnectProviderRequest,
        IamJson.Default.OpenIdConnectProviderResponse,
        Handle,
        OpenIdConnectProviderRequest.Named
    );

    private static Result<OpenIdConnectProviderResponse> Handle(IamState state, OpenIdConnectProviderRequest request, Context context) =>
        Kinds.OpenIdConnect.Find(state, request.Arn).Ok(out var provider, out var error)
            ? new OpenIdConnectProviderResponse(
                provider.Url!,
                provider.ClientIds,
                provider.Thumbprints,
                provider.CreateDate,
                IamTags.Of(provider.Tags)
            )
            : error;
}
