using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates.Transforms;

namespace LocalCloud.Aws.CloudFormation.Templates;

/// <summary>From a template's body to its declarations, with the checks that need no values: sections, members, names.</summary>
internal static class TemplateReader
{
    private static readonly string[] Sections =
    [
        "AWSTemplateFormatVersion",
        "Description",
        "Metadata",
        "Parameters",
        "Mappings",
        "Conditions",
        "Resources",
        "Outputs",
        "Rules",
        "Transform",
        "Globals",
    ];

    /// <summary>Characters (docs: CloudFormation quotas).</summary>
    private const int MaxDescription = 1024;

    /// <summary>What is an object in each template.</summary>
    private static readonly string[] Objects = ["Parameters", "Mappings", "Conditions", "Resources", "Outputs", "Rules", "Globals"];

    /// <summary>The template with its transforms carried out.</summary>
    public static Result<Template> Read(string body, TransformInput? input = null)
    {
        if (!Checked(body).Ok(out var root, out var error))
            return error;
        var transforms = TransformNames(root);
        if (!Each(root, "Parameters", ParameterReader.Read).Ok(out var parameters, out error))
            return error;
        if (!TransformPipeline.Run(root, transforms, parameters, input ?? TransformInput.None).Ok(out root, out error))
            return error;

        if (root.ContainsKey("Globals"))
            return TemplateError.Validation("Invalid template property or properties [Globals]");
        if (FirstNull(root, "") is { } path)
            return TemplateError.Validation($"[{path}] 'null' values are not allowed in templates");
        if (!Each(root, "Parameters", ParameterReader.Read).Ok(out parameters, out error))
            return error;
        if (!Each(root, "Resources", ResourceReader.Read).Ok(out var resources, out error))
            return error;
        if (resources.Count == 0)
            return TemplateError.Format("At least one Resources member must be defined.");
        if (!Each(root, "Outputs", OutputReader.Read).Ok(out var outputs, out error))
            return error;

        var template = new Template(
            Scalars.Member(root, "Description"),
            root["Metadata"],
            parameters,
            root["Mappings"] as JsonObject ?? [],
            root["Conditions"] as JsonObject ?? [],
            resources,
            outputs
        )
        {
            Rules = root["Rules"] as JsonObject ?? [],
            Processed = root,
            IsExtended = transforms.Contains(TransformPipeline.Extensions),
        };
        return (TemplateReferences.Check(template) ?? OutputTexts.Check(template)) is { } unresolved ? unresolved : template;
    }

    /// <summary>Without the transforms: parameters, and what else can be known before.</summary>
    public static Result<TemplateHead> ReadHead(string body)
    {
        if (!Checked(body).Ok(out var root, out var error))
            return error;
        if (!Each(root, "Parameters", ParameterReader.Read).Ok(out var parameters, out error))
            return error;
        var types = (root["Resources"] as JsonObject ?? []).Select(r => Scalars.Member(r.Value, "Type")).OfType<string>().Distinct();
        return new TemplateHead(Scalars.Member(root, "Description"), root["Metadata"], parameters, TransformNames(root), [.. types]);
    }

    private static Result<JsonObject> Checked(string body)
    {
        if (!TemplateText.Read(body).Ok(out var root, out var error))
            return error;
        // Serverless templates have empty members ("Auth:"), which their transform reads as none.
        var serverless = TransformNames(root).Contains(TransformPipeline.Serverless);
        if (!serverless && FirstNull(root, "") is { } path)
            return TemplateError.Validation($"[{path}] 'null' values are not allowed in templates");
        if (root.ContainsKey("Hooks"))
            return TemplateError.Validation("Template section Hooks is not supported by LocalCloud");
        var unknown = root.Select(member => member.Key).Where(key => !Sections.Contains(key) || key == "Globals" && !serverless).ToArray();
        if (unknown.Length > 0)
            return TemplateError.Validation($"Invalid template property or properties [{string.Join(", ", unknown)}]");
        if (root["AWSTemplateFormatVersion"] is { } version && Scalars.Text(version) != "2010-09-09")
            return TemplateError.Format("unsupported value for AWSTemplateFormatVersion.");
        if (Scalars.Member(root, "Description") is { Length: > MaxDescription })
            return TemplateError.Format($"'Description' length is greater than {MaxDescription}.");
        foreach (var section in Objects)
            if (root[section] is not (null or JsonObject))
                return TemplateError.Format($"unsupported structure. [/{section}] must be an object.");
        return CheckMappings(root, extended: TransformNames(root).Contains(TransformPipeline.Extensions)) is { } mapping ? mapping : root;
    }

    /// <summary>Two levels of names, then text or a list of it.</summary>
    private static AwsError? CheckMappings(JsonObject root, bool extended)
    {
        foreach (var (name, map) in root["Mappings"] as JsonObject ?? [])
        {
            if (extended && name.StartsWith("Fn::", StringComparison.Ordinal))
                continue;
            if (map is not JsonObject tops)
                return TemplateError.Format("Every Mappings member must be a map");
            foreach (var (_, top) in tops)
            {
                if (top is not JsonObject values)
                    return TemplateError.Format("Every Mappings attribute must be a map");
                if (values.Any(value => !Scalars.IsScalar(value.Value) && value.Value is not JsonArray))
                    return TemplateError.Format("Every Mappings attribute must be a String or a List.");
            }
        }
        return null;
    }

    private static List<string> TransformNames(JsonObject root) =>
        root["Transform"] switch
        {
            JsonArray list => [.. list.Select(Name)],
            { } one => [Name(one)],
            null => [],
        };

    private static string Name(JsonNode? transform) => Scalars.Member(transform, "Name") ?? Scalars.Text(transform);

    private static Result<Dictionary<string, T>> Each<T>(JsonObject root, string section, Func<string, JsonNode, Result<T>> read)
    {
        var declarations = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (name, node) in root[section] as JsonObject ?? [])
        {
            if (name.Length is 0 or > 255 || !name.All(char.IsAsciiLetterOrDigit))
                return TemplateError.Format($"{section[..^1]} name {name} is non alphanumeric.");
            if (!read(name, node!).Ok(out var declaration, out var error))
                return error;
            declarations.Add(name, declaration);
        }
        return declarations;
    }

    private static string? FirstNull(JsonNode node, string path)
    {
        var children = node switch
        {
            JsonObject members => members.Select(m => (m.Key, m.Value)),
            JsonArray items => items.Select((item, index) => (index.ToString(CultureInfo.InvariantCulture), item)),
            _ => [],
        };
        foreach (var (key, child) in children)
            if ((child is null ? $"{path}/{key}" : FirstNull(child, $"{path}/{key}")) is { } found)
                return found;
        return null;
    }
}
