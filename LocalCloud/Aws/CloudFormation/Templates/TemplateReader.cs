using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Templates;

/// <summary>From a template's body to its declarations, with the checks that need no values: sections, members, names.</summary>
internal static class TemplateReader
{
    private static readonly string[] Sections =
        ["AWSTemplateFormatVersion", "Description", "Metadata", "Parameters", "Mappings", "Conditions", "Resources", "Outputs"];

    private static readonly string[] NotSupported = ["Transform", "Rules", "Hooks"];

    public static Result<Template> Read(string body)
    {
        if (!TemplateText.Read(body).Ok(out var root, out var error)) return error;

        if (FirstNull(root, "") is { } path) return TemplateError.Validation($"[{path}] 'null' values are not allowed in templates");
        foreach (var section in NotSupported)
            if (root.ContainsKey(section)) return TemplateError.Validation($"Template section {section} is not supported by LocalCloud");
        var unknown = root.Select(member => member.Key).Except(Sections).ToArray();
        if (unknown.Length > 0) return TemplateError.Validation($"Invalid template property or properties [{string.Join(", ", unknown)}]");
        if (root["AWSTemplateFormatVersion"] is { } version && Scalars.Text(version) != "2010-09-09")
            return TemplateError.Format("unsupported value for AWSTemplateFormatVersion.");
        foreach (var section in Sections[3..])
            if (root.ContainsKey(section) && root[section] is not JsonObject)
                return TemplateError.Format($"unsupported structure. [/{section}] must be an object.");

        if (!Each(root, "Parameters", ParameterReader.Read).Ok(out var parameters, out error)) return error;
        if (!Each(root, "Resources", ResourceReader.Read).Ok(out var resources, out error)) return error;
        if (resources.Count == 0) return TemplateError.Format("At least one Resources member must be defined.");
        if (!Each(root, "Outputs", OutputReader.Read).Ok(out var outputs, out error)) return error;

        var template = new Template(
            Scalars.Member(root, "Description"), root["Metadata"], parameters,
            root["Mappings"] as JsonObject ?? [], root["Conditions"] as JsonObject ?? [], resources, outputs);
        return TemplateReferences.Check(template) is { } unresolved ? unresolved : template;
    }

    private static Result<Dictionary<string, T>> Each<T>(JsonObject root, string section, Func<string, JsonNode, Result<T>> read)
    {
        var declarations = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (name, node) in root[section] as JsonObject ?? [])
        {
            if (name.Length is 0 or > 255 || !name.All(char.IsAsciiLetterOrDigit))
                return TemplateError.Format($"{section[..^1]} name {name} is non alphanumeric.");
            if (!read(name, node!).Ok(out var declaration, out var error)) return error;
            declarations.Add(name, declaration);
        }
        return declarations;
    }

    private static string? FirstNull(JsonNode node, string path)
    {
        var children = node switch
        {
            JsonObject members => members.Select(m => (m.Key, m.Value)),
            JsonArray items => items.Select((item, index) => (index.ToString(), item)),
            _ => [],
        };
        foreach (var (key, child) in children)
            if ((child is null ? $"{path}/{key}" : FirstNull(child, $"{path}/{key}")) is { } found) return found;
        return null;
    }
}
