using System.Text.Json;

namespace LocalCloud.Aws.Logs.Operations;

internal sealed record QueryDefinition
{
    public string? QueryLanguage { get; init; }
    public string? QueryDefinitionId { get; init; }
    public string? Name { get; init; }
    public string? QueryString { get; init; }
    public long LastModified { get; init; }
    public List<string>? LogGroupNames { get; init; }
    public JsonElement? Parameters { get; init; }
}
