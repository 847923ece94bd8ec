using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Templates;

internal sealed record Template(
    string? Description,
    JsonNode? Metadata,
    IReadOnlyDictionary<string, ParameterDeclaration> Parameters,
    JsonObject Mappings,
    JsonObject Conditions,
    IReadOnlyDictionary<string, ResourceDeclaration> Resources,
    IReadOnlyDictionary<string, OutputDeclaration> Outputs
)
{
    public JsonObject Rules { get; init; } = [];

    /// <summary>The template after its transforms.</summary>
    public JsonObject Processed { get; init; } = [];

    /// <summary>With AWS::LanguageExtensions.</summary>
    public bool IsExtended { get; init; }
}

/// <summary>What a template says of itself, before any transform.</summary>
internal sealed record TemplateHead(
    string? Description,
    JsonNode? Metadata,
    IReadOnlyDictionary<string, ParameterDeclaration> Parameters,
    IReadOnlyList<string> Transforms,
    IReadOnlyList<string> ResourceTypes
);

internal sealed record ResourceDeclaration(string LogicalId, string Type, JsonObject Properties)
{
    public IReadOnlyList<string> DependsOn { get; init; } = [];
    public string? Condition { get; init; }
    public string DeletionPolicy { get; init; } = "Delete";
    public string UpdateReplacePolicy { get; init; } = "Delete";
    public JsonNode? Metadata { get; init; }

    /// <summary>Of its CreationPolicy: Count and Timeout of the signals that it waits for.</summary>
    public JsonObject? ResourceSignal { get; init; }
}

internal sealed record OutputDeclaration(string Name, JsonNode Value)
{
    public string? Description { get; init; }
    public string? Condition { get; init; }
    public JsonNode? ExportName { get; init; }
}
