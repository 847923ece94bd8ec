using System.Text.Json.Serialization;

namespace LocalCloud.Aws.Lambda.Settings;

internal sealed record Destination
{
    [JsonPropertyName("Destination")]
    public string? Arn { get; init; }
}
