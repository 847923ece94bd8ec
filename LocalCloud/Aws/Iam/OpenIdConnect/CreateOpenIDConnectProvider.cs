using System.Text.Json.Serialization;

namespace LocalCloud.Aws.Iam.OpenIdConnect;

internal sealed record CreateOpenIdConnectProviderRequest(
    string? Url,
    [property: JsonPropertyName("ClientIDList")] List<string>? ClientIdList,
    List<string>? ThumbprintList,
    List<ResourceTag>? Tags
);

internal sealed record CreateOpenIdConnectProviderResponse(
    [property: JsonPropertyName("OpenIDConnectProviderArn")] string Arn,
    List<ResourceTag>? Tags
);

/// <summary>Issuers of tokens by which roles can be assumed.</summary>
internal static class CreateOpenIDConnectProvider
{
    public static readonly Operation<IamState, CreateOpenIdConnectProviderRequest, CreateOpenIdConnectProviderResponse> Definition =
        IamService.Define(
            "CreateOpenIDConnectProvider",
            IamJson.Default.CreateOpenIdConnectProviderRequest,
            IamJson.Default.CreateOpenIdConnectProviderResponse,
            Handle,
            Must.Member<CreateOpenIdConnectProviderRequest>("url", r => r.Url).Required().Length(1, 255),
            Must.Member<CreateOpenIdConnectProviderRequest>("thumbprintList", r => r.ThumbprintList).Length(0, 5),
            Must.Each<CreateOpenIdConnectProviderRequest, ResourceTag>("tags", r => r.Tags, ResourceTag.Constraints)
        );

    private static Result<CreateOpenIdConnectProviderResponse> Handle(
        IamState state,
        CreateOpenIdConnectProviderRequest request,
        Context context
    )
    {
        if (!Uri.TryCreate(request.Url, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps && !url.IsLoopback)
            return new AwsError("InvalidInput", "Invalid Open ID Connect Provider URL");
        if (!IamTags.Read(request.Tags).Ok(out var tags, out var duplicate))
            return duplicate;
        var name = request.Url[(request.Url.IndexOf("://", StringComparison.Ordinal) + 3)..].TrimEnd('/');
        var arn = state.Arn("oidc-provider/", "", name);
        if (state.Providers.ContainsKey(arn))
            return new AwsError("EntityAlreadyExists", $"Provider with url {request.Url} already exists.", 409);
        var provider = new IdentityProvider
        {
            Arn = arn,
            CreateDate = context.Now,
            Url = name,
            ClientIds = request.ClientIdList ?? [],
            Thumbprints = request.ThumbprintList ?? [],
            Tags = tags,
        };
        state.Put(context.Changes, provider);
        return new CreateOpenIdConnectProviderResponse(arn, IamTags.Of(provider.Tags));
    }
}
