using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LocalCloud.Publish.Template;
using YamlDotNet.Core;

namespace LocalCloud.Publish.Plan;

/// <summary>
/// CloudFormation templates of the AppHost: merged in, so that one stack holds everything and the roles can name its resources.
/// </summary>
internal static partial class Stacks
{
    public static void Plan(PlanDraft plan, ManifestCloudFormation stack)
    {
        if (stack.TemplatePath is null)
        {
            plan.Mapped.Add(
                new(stack.Name, stack.Type, $"the stack {stack.StackName} as it is: each output that is used becomes a parameter")
            );
            return;
        }
        var file = plan.Manifest.FullPath(stack.TemplatePath);
        string text;
        JsonObject template;
        try
        {
            text = File.ReadAllText(file).ReplaceLineEndings("\n");
            template = YamlReader.ReadObject(text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            plan.Refuse(
                stack,
                $"its template cannot be read: {e.Message}",
                "Put the file there, or say with --base-directory where the manifest's paths start"
            );
            return;
        }
        catch (Exception e) when (e is YamlException or InvalidOperationException)
        {
            plan.Refuse(
                stack,
                $"its template {stack.TemplatePath} is neither YAML nor JSON: {e.Message}",
                "Correct it: aws cloudformation validate-template says where it is wrong"
            );
            return;
        }
        if (Fault(template) is { } fault)
        {
            plan.Refuse(
                stack,
                $"its template {stack.TemplatePath} is none: {fault}",
                "Correct it: aws cloudformation validate-template says where it is wrong"
            );
            return;
        }
        if (template["Transform"] is not null)
        {
            plan.Refuse(
                stack,
                "its template has a Transform, which changes the whole template and not only its part",
                "Write its resources as plain CloudFormation, or deploy it by itself and refer to it with AddAWSCloudFormationStack"
            );
            return;
        }
        foreach (var other in plan.Stacks)
        foreach (var section in (string[])["Parameters", "Mappings", "Conditions", "Resources", "Rules"])
            if (other.Part(section).Select(m => m.Key).FirstOrDefault((template[section] as JsonObject ?? []).ContainsKey) is { } twice)
                plan.Refuse(
                    stack,
                    $"{section} {twice} stands in the template of '{other.Name}' too",
                    "Give one of them another logical id"
                );
        plan.Stacks.Add(new(stack.Name, stack.TemplatePath, template, Comments(text)));
        plan.Mapped.Add(
            new(
                stack.Name,
                stack.Type,
                $"its {(template["Resources"] as JsonObject)?.Count ?? 0} resources, merged in under their own logical ids"
            )
        );
    }

    private static string? Fault(JsonObject template)
    {
        foreach (var section in (string[])["Parameters", "Mappings", "Conditions", "Resources", "Outputs", "Rules"])
            if (template.TryGetPropertyValue(section, out var part) && part is not JsonObject)
                return $"{section} is no map";
        if (template["Resources"] is not JsonObject { Count: > 0 } resources)
            return "it has no Resources";
        foreach (var (id, body) in resources)
            if (body?["Type"] is not JsonValue)
                return $"the resource {id} has no Type";
            else if (body["Properties"] is not (null or JsonObject))
                return $"the Properties of {id} are no map";
        return (template["Outputs"] as JsonObject ?? [])
            .Where(o => o.Value is not JsonObject)
            .Select(o => $"the output {o.Key} has no Value")
            .FirstOrDefault();
    }

    // The lines right above a member of Resources; a comment further up belongs to something else
    private static Dictionary<string, string> Comments(string text)
    {
        var comments = new Dictionary<string, string>();
        var above = new List<string>();
        var inside = false;
        foreach (var line in text.Split('\n'))
        {
            if (line.Length > 0 && !char.IsWhiteSpace(line[0]) && line[0] != '#')
                inside = line.StartsWith("Resources:", StringComparison.Ordinal);
            if (line.TrimStart().StartsWith('#'))
                above.Add(line.Trim().TrimStart('#').Trim());
            else
            {
                if (inside && Member().Match(line) is { Success: true } match && above.Count > 0)
                    comments[match.Groups[1].Value] = string.Join('\n', above);
                above.Clear();
            }
        }
        return comments;
    }

    [GeneratedRegex("^  ([A-Za-z0-9]+):\\s*$")]
    private static partial Regex Member();
}
