using System.Text.Json.Serialization;

namespace LocalCloud.Aws.Iam.Operations;

internal sealed record CreateOpenIdConnectProviderRequest(
    string? Url,
    [property: JsonPropertyName("ClientIDList")] List<string>? ClientIdList,
    List<string>? ThumbprintList,
    List<TagShape>? Tags
);

internal sealed record CreateOpenIdConnectProviderResponse(
    [property: JsonPropertyName("OpenIDConnectProviderArn")] string Arn,
    List<TagShape>? Tags
);

internal sealed record OpenIdConnectProviderRequest(
    [property: JsonPropertyName("OpenIDConnectProviderArn")] string? Arn,
    [property: JsonPropertyName("ClientID")] string? ClientId = null,
    List<string>? ThumbprintList = null,
    List<TagShape>? Tags = null,
    List<string>? TagKeys = null
);

internal sealed record OpenIdConnectProviderResponse(
    string Url,
    [property: JsonPropertyName("ClientIDList")] List<string> ClientIdList,
    List<string> ThumbprintList,
    DateTimeOffset CreateDate,
    List<TagShape>? Tags
);

internal sealed record ListProvidersRequest;

internal sealed record ProviderEntry(string Arn);

internal sealed record ListOpenIdConnectProvidersResponse(
    [property: JsonPropertyName("OpenIDConnectProviderList")] List<ProviderEntry> OpenIdConnectProviderList
);

/// <summary>Issuers of tokens by which roles can be assumed.</summary>
internal static class OpenIdConnectOperations
{
    private const string Kind = "oidc-provider/";

    private static readonly IamJson Json = IamJson.Default;

    public static IReadOnlyList<Operation> All { get; } =
    [
        IamService.Define(
            "CreateOpenIDConnectProvider",
            Json.CreateOpenIdConnectProviderRequest,
            Json.CreateOpenIdConnectProviderResponse,
            Create,
            Must.Member<CreateOpenIdConnectProviderRequest>("url", r => r.Url).Required().Length(1, 255),
            Must.Member<CreateOpenIdConnectProviderRequest>("thumbprintList", r => r.ThumbprintList).Length(0, 5),
            Must.Each<CreateOpenIdConnectProviderRequest, TagShape>("tags", r => r.Tags, TagShape.Constraints)
        ),
        IamService.Define(
            "GetOpenIDConnectProvider",
            Json.OpenIdConnectProviderRequest,
            Json.OpenIdConnectProviderResponse,
            (state, request, _) =>
                Find(state, request).Ok(out var provider, out var error)
                    ? new OpenIdConnectProviderResponse(
                        provider.Url!,
                        provider.ClientIds,
                        provider.Thumbprints,
                        provider.CreateDate,
                        TagShape.Of(provider.Tags)
                    )
                    : error,
            Named
        ),
        IamService.Define("ListOpenIDConnectProviders", Json.ListProvidersRequest, Json.ListOpenIdConnectProvidersResponse, (state, _, _) =>
            new ListOpenIdConnectProvidersResponse([
                .. state.Providers.Values.Where(p => p.Url is not null).Select(p => new ProviderEntry(p.Arn)),
            ])
        ),
        IamService.Define(
            "DeleteOpenIDConnectProvider",
            Json.OpenIdConnectProviderRequest,
            CoreJson.Default.Nothing,
            (state, request, context) =>
            {
                if (Find(state, request).Ok(out var provider, out _))
                    state.Delete(context.Changes, provider);
                return Nothing.Instance;
            },
            Named
        ),
        IamService.Define(
            "AddClientIDToOpenIDConnectProvider",
            Json.OpenIdConnectProviderRequest,
            CoreJson.Default.Nothing,
            (state, request, context) => Change(state, request, context, provider =>
                {
                    if (!provider.ClientIds.Contains(request.ClientId!))
                        provider.ClientIds.Add(request.ClientId!);
                }),
            Named,
            OfClient
        ),
        IamService.Define(
            "RemoveClientIDFromOpenIDConnectProvider",
            Json.OpenIdConnectProviderRequest,
            CoreJson.Default.Nothing,
            (state, request, context) => Change(state, request, context, provider => provider.ClientIds.Remove(request.ClientId!)),
            Named,
            OfClient
        ),
        IamService.Define(
            "UpdateOpenIDConnectProviderThumbprint",
            Json.OpenIdConnectProviderRequest,
            CoreJson.Default.Nothing,
            (state, request, context) => Change(state, request, context, provider => provider.Thumbprints = request.ThumbprintList!),
            Named,
            Must.Member<OpenIdConnectProviderRequest>("thumbprintList", r => r.ThumbprintList).Required().Length(0, 5)
        ),
        IamService.Define(
            "TagOpenIDConnectProvider",
            Json.OpenIdConnectProviderRequest,
            CoreJson.Default.Nothing,
            (state, request, context) => Change(state, request, context, provider =>
                {
                    foreach (var tag in request.Tags!)
                        provider.Tags[tag.Key] = tag.Value;
                }),
            Named,
            Must.Member<OpenIdConnectProviderRequest>("tags", r => r.Tags).Required().Length(0, 50),
            Must.Each<OpenIdConnectProviderRequest, TagShape>("tags", r => r.Tags, TagShape.Constraints)
        ),
        IamService.Define(
            "UntagOpenIDConnectProvider",
            Json.OpenIdConnectProviderRequest,
            CoreJson.Default.Nothing,
            (state, request, context) =>
                Change(state, request, context, provider => request.TagKeys!.ForEach(key => provider.Tags.Remove(key))),
            Named,
            Must.Member<OpenIdConnectProviderRequest>("tagKeys", r => r.TagKeys).Required().Length(0, 50)
        ),
        IamService.Define(
            "ListOpenIDConnectProviderTags",
            Json.OpenIdConnectProviderRequest,
            Json.ListRoleTagsResponse,
            (state, request, _) =>
                Find(state, request).Ok(out var provider, out var error)
                    ? new ListRoleTagsResponse(TagShape.Of(provider.Tags) ?? [], false)
                    : error,
            Named
        ),
    ];

    private static ValueMember<OpenIdConnectProviderRequest> Named =>
        Must.Member<OpenIdConnectProviderRequest>("openIDConnectProviderArn", r => r.Arn).Required().Length(20, 2048);

    private static ValueMember<OpenIdConnectProviderRequest> OfClient =>
        Must.Member<OpenIdConnectProviderRequest>("clientID", r => r.ClientId).Required().Length(1, 255);

    private static Result<CreateOpenIdConnectProviderResponse> Create(
        IamState state,
        CreateOpenIdConnectProviderRequest request,
        Context context
    )
    {
        if (!Uri.TryCreate(request.Url, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps && !url.IsLoopback)
            return new AwsError("InvalidInput", "Invalid Open ID Connect Provider URL");
        if (!TagShape.Read(request.Tags).Ok(out var tags, out var duplicate))
            return duplicate;
        var name = request.Url[(request.Url.IndexOf("://", StringComparison.Ordinal) + 3)..].TrimEnd('/');
        var arn = state.Arn(Kind, "", name);
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
        return new CreateOpenIdConnectProviderResponse(arn, TagShape.Of(provider.Tags));
    }

    private static Result<IdentityProvider> Find(IamState state, OpenIdConnectProviderRequest request) =>
        state.Providers.TryGetValue(request.Arn!, out var provider) && provider.Url is not null
            ? provider
            : IamState.Missing($"OpenIDConnect Provider not found for arn {request.Arn}");

    private static Result<Nothing> Change(
        IamState state,
        OpenIdConnectProviderRequest request,
        Context context,
        Action<IdentityProvider> change
    )
    {
        if (!Find(state, request).Ok(out var provider, out var error))
            return error;
        change(provider);
        state.Put(context.Changes, provider);
        return Nothing.Instance;
    }
}
