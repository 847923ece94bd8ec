using System.Text.Json.Serialization;

namespace LocalCloud.Aws.Kms.Keys;

/// <summary>A key as CreateKey, DescribeKey and ReplicateKey tell it.</summary>
internal sealed record KeyMetadata
{
    [JsonPropertyName("AWSAccountId")]
    public required string AccountId { get; init; }
    public required string KeyId { get; init; }
    public required string Arn { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public required DateTimeOffset CreationDate { get; init; }
    public required bool Enabled { get; init; }
    public required string Description { get; init; }
    public required string KeyUsage { get; init; }
    public required string KeyState { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? DeletionDate { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? ValidTo { get; init; }
    public required string Origin { get; init; }
    public string? ExpirationModel { get; init; }
    public required string KeyManager { get; init; }
    public required string CustomerMasterKeySpec { get; init; }
    public required string KeySpec { get; init; }
    public IReadOnlyList<string>? EncryptionAlgorithms { get; init; }
    public IReadOnlyList<string>? SigningAlgorithms { get; init; }
    public IReadOnlyList<string>? KeyAgreementAlgorithms { get; init; }
    public IReadOnlyList<string>? MacAlgorithms { get; init; }
    public required bool MultiRegion { get; init; }
    public MultiRegionConfiguration? MultiRegionConfiguration { get; init; }
    public int? PendingDeletionWindowInDays { get; init; }
    public string? CurrentKeyMaterialId { get; init; }

    public static KeyMetadata Of(KmsState state, Key key)
    {
        var spec = key.KeySpec;
        var imported = key.IsImported && key.Materials.Count > 0 ? key.Current : null;
        return new()
        {
            AccountId = key.Account,
            KeyId = key.Id,
            Arn = key.Arn,
            CreationDate = key.Created,
            Enabled = key.State == "Enabled",
            Description = key.Description,
            KeyUsage = key.Usage,
            KeyState = key.State,
            DeletionDate = key.DeletionDate,
            ValidTo = imported?.ValidTo,
            Origin = key.Origin,
            ExpirationModel =
                imported is null ? null
                : imported.ValidTo is null ? "KEY_MATERIAL_DOES_NOT_EXPIRE"
                : "KEY_MATERIAL_EXPIRES",
            KeyManager = key.IsAwsManaged ? "AWS" : "CUSTOMER",
            CustomerMasterKeySpec = key.Spec,
            KeySpec = key.Spec,
            EncryptionAlgorithms = key.Usage == Keys.KeyUsage.Encrypt ? spec.EncryptionAlgorithms : null,
            SigningAlgorithms = key.Usage == Keys.KeyUsage.Sign ? spec.SigningAlgorithms : null,
            KeyAgreementAlgorithms = key.Usage == Keys.KeyUsage.Agree ? ["ECDH"] : null,
            MacAlgorithms = key.Usage == Keys.KeyUsage.Mac ? spec.MacAlgorithms : null,
            MultiRegion = key.IsMultiRegion,
            MultiRegionConfiguration = key.IsMultiRegion ? MultiRegionConfiguration.Of(key, state.Family(key)) : null,
            PendingDeletionWindowInDays = key.State == "PendingReplicaDeletion" ? key.PendingWindowInDays : null,
            CurrentKeyMaterialId = spec.Family is KeyFamily.Symmetric && key.Materials.Count > 0 ? key.Current.Id : null,
        };
    }
}

internal sealed record KeyOfRegion(string Arn, string Region);

internal sealed record MultiRegionConfiguration(string MultiRegionKeyType, KeyOfRegion PrimaryKey, List<KeyOfRegion> ReplicaKeys)
{
    public static MultiRegionConfiguration Of(Key key, List<Key> family) =>
        new(
            key.IsPrimary ? "PRIMARY" : "REPLICA",
            new($"arn:aws:kms:{key.PrimaryRegion}:{key.Account}:key/{key.Id}", key.PrimaryRegion!),
            [.. family.Where(k => !k.IsPrimary).Select(k => new KeyOfRegion(k.Arn, k.Region))]
        );
}
