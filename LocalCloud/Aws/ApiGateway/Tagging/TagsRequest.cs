using System.Text.Json.Serialization;

namespace LocalCloud.Aws.ApiGateway.Tagging;

internal sealed record TagsRequest
{
    [JsonPropertyName("resource-arn")]
    public string? ResourceArn { get; init; }
    public Dictionary<string, string>? Tags { get; init; }
    public List<string>? TagKeys { get; init; }
}
