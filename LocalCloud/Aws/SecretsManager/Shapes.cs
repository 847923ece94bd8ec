using System.Text.Json.Serialization;
using LocalCloud.Aws.SecretsManager.Rotation;

namespace LocalCloud.Aws.SecretsManager;

/// <summary>The answer of every operation that changes a secret.</summary>
internal sealed record SecretAnswer(
    [property: JsonPropertyName("ARN")] string Arn,
    string Name,
    string? VersionId = null,
    List<string>? VersionStages = null
);

internal sealed record SecretIdRequest(string? SecretId)
{
    public static readonly Member<SecretIdRequest> Id = Must.Member<SecretIdRequest>("secretId", r => r.SecretId)
        .Required()
        .Length(1, 2048);
}

/// <summary>A secret without its value.</summary>
internal sealed record SecretShape
{
    [JsonPropertyName("ARN")]
    public required string Arn { get; init; }
    public required string Name { get; init; }
    public string? Description { get; init; }
    public string? KmsKeyId { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public required DateTimeOffset LastChangedDate { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? LastAccessedDate { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? DeletedDate { get; init; }
    public string? OwningService { get; init; }
    public bool? RotationEnabled { get; init; }
    public string? RotationLambdaARN { get; init; }
    public RotationRules? RotationRules { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? LastRotatedDate { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? NextRotationDate { get; init; }
    public List<ResourceTag>? Tags { get; init; }
    public Dictionary<string, List<string>>? VersionIdsToStages { get; init; }
    public Dictionary<string, List<string>>? SecretVersionsToStages { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public required DateTimeOffset CreatedDate { get; init; }

    public static SecretShape Of(Secret secret) =>
        new()
        {
            Arn = secret.Arn,
            Name = secret.Name,
            Description = secret.Description,
            KmsKeyId = secret.KmsKeyId,
            LastChangedDate = secret.Changed,
            LastAccessedDate = secret.Accessed,
            DeletedDate = secret.Deleted,
            OwningService = secret.OwningService,
            RotationEnabled = secret.Rotation?.Enabled,
            RotationLambdaARN = secret.Rotation?.FunctionArn,
            RotationRules = secret.Rotation?.Rules,
            LastRotatedDate = secret.Rotation?.LastRotated,
            // The end of the window in which it will be
            NextRotationDate = secret.Rotation is { Due: { } due, Rules: { } rules } ? rules.End(due) : null,
            Tags = secret.Tags.Count == 0 ? null : TagMap.List(secret.Tags),
            CreatedDate = secret.Created,
        };
}
