using System.Text.Json.Nodes;
using LocalCloud.Publish.Plan;

namespace LocalCloud.Publish.Template;

/// <summary>The template that is being made: sections in the order in which they were begun, and resources in theirs.</summary>
internal sealed class TemplateDocument
{
    public required string Header { get; init; }
    public required string Description { get; init; }
    public JsonObject Parameters { get; } = [];
    public JsonObject Rules { get; } = [];
    public JsonObject Mappings { get; } = [];
    public JsonObject Conditions { get; } = [];
    public JsonObject Outputs { get; } = [];
    public List<TemplateSection> Sections { get; } = [];

    /// <summary>The versions of the functions.</summary>
    public List<FunctionVersion> Versions { get; } = [];

    public IEnumerable<(string Name, JsonObject Members)> Plain =>
        [("Parameters", Parameters), ("Rules", Rules), ("Mappings", Mappings), ("Conditions", Conditions)];

    public IEnumerable<TemplateResource> Resources => Sections.SelectMany(s => s.Resources);

    public TemplateSection Section(string title)
    {
        if (Sections.FirstOrDefault(s => s.Title == title) is { } there)
            return there;
        Sections.Add(new(title, []));
        return Sections[^1];
    }

    public TemplateResource? Find(string id) => Resources.FirstOrDefault(r => r.Id == id);

    /// <summary>What CloudFormation would not take; with any of them nothing is written.</summary>
    public List<Refusal> Refusals { get; } = [];

    public List<string> Warnings { get; } = [];

    /// <summary>Names that both the AppHost and publish have given.</summary>
    public List<string> ParametersTwice { get; } = [];

    /// <summary>A parameter, written as YAML.</summary>
    public void Parameter(string name, string yaml)
    {
        if (!Parameters.TryAdd(name, YamlReader.Read(yaml)))
            ParametersTwice.Add(name);
    }

    public void Condition(string name, string yaml) => Conditions[name] = YamlReader.Read(yaml);

    public void Output(string name, string description, JsonNode value) =>
        Outputs[name] = new JsonObject { ["Description"] = description, ["Value"] = value };
}

internal sealed record TemplateSection(string Title, List<TemplateResource> Resources)
{
    /// <summary>Adds a resource, written as YAML.</summary>
    public JsonObject Add(string id, string? comment, string yaml) => Add(id, comment, YamlReader.ReadObject(yaml));

    public JsonObject Add(string id, string? comment, JsonObject body)
    {
        Resources.Add(new(id, comment, body));
        return body;
    }

    public void Rename(string id, string to)
    {
        var index = Resources.FindIndex(r => r.Id == id);
        Resources[index] = Resources[index] with { Id = to };
    }
}

internal sealed record TemplateResource(string Id, string? Comment, JsonObject Body)
{
    public string Type => Body["Type"]!.ToString();
    public JsonObject Properties => (JsonObject)(Body["Properties"] ??= new JsonObject());
}
