using System.Text.Json.Serialization;

namespace LocalCloud.Aws.Kms.Keys;

/// <summary>A name for a key of the same region.</summary>
internal sealed class Alias
{
    /// <summary>alias/NAME</summary>
    public required string Name { get; init; }
    public required string Region { get; init; }
    public required string TargetKeyId { get; set; }
    public required DateTimeOffset Created { get; init; }
    public required DateTimeOffset Updated { get; set; }

    [JsonIgnore]
    public string RowKey => $"{Region}/{Name}";
}
