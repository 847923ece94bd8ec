using System.Text.Json.Serialization;

namespace LocalCloud.Aws.SecretsManager.Operations;

internal sealed record ListSecretVersionIdsRequest(string? SecretId, int? MaxResults, string? NextToken, bool? IncludeDeprecated);

internal sealed record VersionShape(
    string VersionId,
    List<string>? VersionStages,
    [property: JsonConverter(typeof(EpochSeconds))] DateTimeOffset CreatedDate,
    List<string> KmsKeyIds
);

internal sealed record ListSecretVersionIdsResponse(
    List<VersionShape> Versions,
    string? NextToken,
    [property: JsonPropertyName("ARN")] string Arn,
    string Name
);

internal static class ListSecretVersionIds
{
    public static readonly Operation<SecretsState, ListSecretVersionIdsRequest, ListSecretVersionIdsResponse> Definition =
        Operation<SecretsState>.Define(
            "ListSecretVersionIds",
            SecretsJson.Default.ListSecretVersionIdsRequest,
            SecretsJson.Default.ListSecretVersionIdsResponse,
            Handle,
            Must.Member<ListSecretVersionIdsRequest>("secretId", r => r.SecretId).Required().Length(1, 2048),
            Must.Member<ListSecretVersionIdsRequest>("maxResults", r => r.MaxResults).Range(1, 100)
        );

    private static Result<ListSecretVersionIdsResponse> Handle(SecretsState state, ListSecretVersionIdsRequest request, Context context)
    {
        if (state.Find(request.SecretId!) is not { } secret)
            return Errors.NotFound;
        var versions = secret
            .Versions.Where(v => request.IncludeDeprecated == true || v.Stages.Count > 0)
            .Select(v => new VersionShape(
                v.Id,
                v.Stages.Count == 0 ? null : v.Stages,
                v.Created,
                [secret.KmsKeyId ?? "DefaultEncryptionKey"]
            ));
        return Errors.Pages.ByOffset(versions, request.NextToken, request.MaxResults).Ok(out var page, out var error)
            ? new ListSecretVersionIdsResponse(page.Items, page.NextToken, secret.Arn, secret.Name)
            : error;
    }
}
