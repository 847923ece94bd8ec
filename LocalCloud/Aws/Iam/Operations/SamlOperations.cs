using System.Text.Json.Serialization;

namespace LocalCloud.Aws.Iam.Operations;

internal sealed record CreateSamlProviderRequest(
    [property: JsonPropertyName("SAMLMetadataDocument")] string? Metadata,
    string? Name,
    List<TagShape>? Tags
);

internal sealed record CreateSamlProviderResponse([property: JsonPropertyName("SAMLProviderArn")] string Arn, List<TagShape>? Tags);

internal sealed record SamlProviderRequest(
    [property: JsonPropertyName("SAMLProviderArn")] string? Arn,
    [property: JsonPropertyName("SAMLMetadataDocument")] string? Metadata = null,
    List<TagShape>? Tags = null,
    List<string>? TagKeys = null
);

internal sealed record SamlProviderResponse(
    [property: JsonPropertyName("SAMLMetadataDocument")] string Metadata,
    DateTimeOffset CreateDate,
    DateTimeOffset ValidUntil,
    List<TagShape>? Tags
);

internal sealed record SamlProviderEntry(string Arn, DateTimeOffset CreateDate, DateTimeOffset ValidUntil);

internal sealed record ListSamlProvidersResponse([property: JsonPropertyName("SAMLProviderList")] List<SamlProviderEntry> Providers);

internal sealed record UpdateSamlProviderResponse([property: JsonPropertyName("SAMLProviderArn")] string Arn);

/// <summary>SAML providers are kept for those who refer to them; no role is assumed by them (AssumeRoleWithSAML is not here).</summary>
internal static class SamlOperations
{
    // AWS's providers are valid for a hundred years
    private const int Years = 100;

    private static readonly IamJson Json = IamJson.Default;

    public static IReadOnlyList<Operation> All { get; } =
    [
        IamService
            .Define(
                "CreateSAMLProvider",
                Json.CreateSamlProviderRequest,
                Json.CreateSamlProviderResponse,
                (state, request, context) =>
                {
                    if (Names.Check(request.Name!, "name") is { } invalid)
                        return invalid;
                    if (!TagShape.Read(request.Tags).Ok(out var tags, out var duplicate))
                        return duplicate;
                    var arn = state.Arn("saml-provider/", "", request.Name!);
                    if (state.Providers.ContainsKey(arn))
                        return new AwsError("EntityAlreadyExists", $"SAMLProvider with name {request.Name} already exists.", 409);
                    var provider = new IdentityProvider
                    {
                        Arn = arn,
                        CreateDate = context.Now,
                        Metadata = request.Metadata,
                        Tags = tags,
                    };
                    state.Put(context.Changes, provider);
                    return new CreateSamlProviderResponse(arn, TagShape.Of(provider.Tags));
                },
                Must.Member<CreateSamlProviderRequest>("name", r => r.Name).Required().Length(1, 128),
                Must.Member<CreateSamlProviderRequest>("sAMLMetadataDocument", r => r.Metadata).Required().Length(1000, 10000000),
                Must.Each<CreateSamlProviderRequest, TagShape>("tags", r => r.Tags, TagShape.Constraints)
            )
            .Lacking("the metadata is not read"),
        IamService.Define(
            "GetSAMLProvider",
            Json.SamlProviderRequest,
            Json.SamlProviderResponse,
            (state, request, _) =>
                Find(state, request).Ok(out var provider, out var error)
                    ? new SamlProviderResponse(
                        provider.Metadata!,
                        provider.CreateDate,
                        provider.CreateDate.AddYears(Years),
                        TagShape.Of(provider.Tags)
                    )
                    : error,
            Named
        ),
        IamService.Define("ListSAMLProviders", Json.ListProvidersRequest, Json.ListSamlProvidersResponse, (state, _, _) =>
            new ListSamlProvidersResponse([
                .. state
                    .Providers.Values.Where(p => p.Metadata is not null)
                    .Select(p => new SamlProviderEntry(p.Arn, p.CreateDate, p.CreateDate.AddYears(Years))),
            ])
        ),
        IamService.Define(
            "UpdateSAMLProvider",
            Json.SamlProviderRequest,
            Json.UpdateSamlProviderResponse,
            (state, request, context) =>
            {
                if (!Find(state, request).Ok(out var provider, out var error))
                    return error;
                provider.Metadata = request.Metadata ?? provider.Metadata;
                state.Put(context.Changes, provider);
                return new UpdateSamlProviderResponse(provider.Arn);
            },
            Named,
            Must.Member<SamlProviderRequest>("sAMLMetadataDocument", r => r.Metadata).Length(1000, 10000000)
        ),
        IamService.Define(
            "DeleteSAMLProvider",
            Json.SamlProviderRequest,
            CoreJson.Default.Nothing,
            (state, request, context) =>
            {
                if (!Find(state, request).Ok(out var provider, out var error))
                    return error;
                state.Delete(context.Changes, provider);
                return Nothing.Instance;
            },
            Named
        ),
    ];

    private static ValueMember<SamlProviderRequest> Named =>
        Must.Member<SamlProviderRequest>("sAMLProviderArn", r => r.Arn).Required().Length(20, 2048);

    private static Result<IdentityProvider> Find(IamState state, SamlProviderRequest request) =>
        state.Providers.TryGetValue(request.Arn!, out var provider) && provider.Metadata is not null
            ? provider
            : IamState.Missing($"Manifest not found for arn {request.Arn}");
}
