using System.Text.Json.Serialization;
using LocalCloud.Aws.Kms.Grants;

namespace LocalCloud.Aws.Kms.Keys;

/// <summary>A KMS key of one region. Of a multi-region key each region has its own, with the same material.</summary>
internal sealed class Key
{
    /// <summary>A UUID, or mrk- and 32 hexadecimal digits for multi-region keys.</summary>
    public required string Id { get; init; }
    public required string Account { get; init; }
    public required string Region { get; init; }
    public required string Spec { get; init; }
    public required string Usage { get; init; }
    public required DateTimeOffset Created { get; init; }

    /// <summary>AWS_KMS, or EXTERNAL for imported material.</summary>
    public required string Origin { get; init; }
    public required string Policy { get; set; }
    public string Description { get; set; } = "";
    public bool Enabled { get; set; } = true;

    /// <summary>AWS makes it for a service (aws/s3); nobody else may change it.</summary>
    public bool IsAwsManaged { get; init; }

    /// <summary>Where the primary of a multi-region key is; null for keys of one region.</summary>
    public string? PrimaryRegion { get; set; }

    /// <summary>When it is to be gone, and the days that were given to it.</summary>
    public DateTimeOffset? DeletionDate { get; set; }
    public int? PendingWindowInDays { get; set; }

    /// <summary>Days between automatic rotations; null when there are none.</summary>
    public int? RotationPeriodInDays { get; set; }
    public DateTimeOffset? NextRotation { get; set; }

    /// <summary>The oldest first; the last is what encrypts. Empty while imported material is awaited.</summary>
    public List<KeyMaterial> Materials { get; init; } = [];

    /// <summary>The id of the material that was imported first: no other will be.</summary>
    public string? FirstMaterial { get; set; }
    public Dictionary<string, string> Tags { get; init; } = [];
    public List<Grant> Grants { get; init; } = [];

    [JsonIgnore]
    public string Arn => $"arn:aws:kms:{Region}:{Account}:key/{Id}";

    [JsonIgnore]
    public string RowKey => $"{Region}/{Id}";

    [JsonIgnore]
    public bool IsMultiRegion => PrimaryRegion is not null;

    [JsonIgnore]
    public bool IsPrimary => PrimaryRegion == Region;

    [JsonIgnore]
    public bool IsImported => Origin == "EXTERNAL";

    [JsonIgnore]
    public KeySpec KeySpec => KeySpec.Of(Spec);

    [JsonIgnore]
    public KeyMaterial Current => Materials[^1];

    /// <summary>A primary that waits for its replicas to be deleted has a window but no date yet.</summary>
    [JsonIgnore]
    public string State =>
        DeletionDate is not null ? "PendingDeletion"
        : PendingWindowInDays is not null ? "PendingReplicaDeletion"
        : Materials.Count == 0 ? "PendingImport"
        : Enabled ? "Enabled"
        : "Disabled";
}
