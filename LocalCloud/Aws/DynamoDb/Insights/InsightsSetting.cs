using System.Text.Json.Serialization;

namespace LocalCloud.Aws.DynamoDb.Insights;

/// <summary>Contributor insights of a table or, by its name, of an index. Kept and described; no rule counts anything.</summary>
internal sealed record InsightsSetting(
    string? IndexName,
    bool Enabled,
    string Mode,
    [property: JsonConverter(typeof(EpochSeconds))] DateTimeOffset UpdatedAt
)
{
    public const string AllKeys = "ACCESSED_AND_THROTTLED_KEYS";

    public string Status => Enabled ? "ENABLED" : "DISABLED";
}
