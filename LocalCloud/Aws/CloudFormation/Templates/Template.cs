using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Templates;

internal sealed record Template(
    string? Description,
    JsonNode? Metadata,
    IReadOnlyDictionary<string, ParameterDeclaration> Parameters,
    JsonObject Mappings,
    JsonObject Conditions,
    IReadOnlyDictionary<string, ResourceDeclaration> Resources,
    IReadOnlyDictionary<string, OutputDeclaration> Outputs);

internal sealed record ResourceDeclaration(string LogicalId, string Type, JsonObject Properties)
{
    public IReadOnlyList<string> DependsOn { get; init; } = [];
    public string? Condition { get; init; }
    public string DeletionPolicy { get; init; } = "Delete";
    public string UpdateReplacePolicy { get; init; } = "Delete";
    public JsonNode? Metadata { get; init; }
}

internal sealed record OutputDeclaration(string Name, JsonNode Value)
{
    public string? Description { get; init; }
    public string? Condition { get; init; }
    public JsonNode? ExportName { get; init; }
}
