using System.Text.Json.Serialization;

namespace LocalCloud.Aws.Iam.Saml;

internal sealed record CreateSamlProviderRequest(
    [property: JsonPropertyName("SAMLMetadataDocument")] string? Metadata,
    string? Name,
    List<ResourceTag>? Tags
);

internal sealed record CreateSamlProviderResponse([property: JsonPropertyName("SAMLProviderArn")] string Arn, List<ResourceTag>? Tags);

/// <summary>SAML providers are kept for those who refer to them; no role is assumed by them (AssumeRoleWithSAML is not here).</summary>
internal static class CreateSAMLProvider
{
    public static readonly Operation<IamState, CreateSamlProviderRequest, CreateSamlProviderResponse> Definition = IamService
        .Define(
            "CreateSAMLProvider",
            IamJson.Default.CreateSamlProviderRequest,
            IamJson.Default.CreateSamlProviderResponse,
            Handle,
            Must.Member<CreateSamlProviderRequest>("name", r => r.Name).Required().Length(1, 128),
            Must.Member<CreateSamlProviderRequest>("sAMLMetadataDocument", r => r.Metadata).Required().Length(1000, 10000000),
            Must.Each<CreateSamlProviderRequest, ResourceTag>("tags", r => r.Tags, ResourceTag.Constraints)
        )
        .Lacking("the metadata is not read");

    private static Result<CreateSamlProviderResponse> Handle(IamState state, CreateSamlProviderRequest request, Context context)
    {
        if (Names.Check(request.Name!, "name") is { } invalid)
            return invalid;
        if (!IamTags.Read(request.Tags).Ok(out var tags, out var duplicate))
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
        return new CreateSamlProviderResponse(arn, IamTags.Of(provider.Tags));
    }
}
