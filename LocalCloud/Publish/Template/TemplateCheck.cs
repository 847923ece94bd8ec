using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LocalCloud.Publish.Template;

/// <summary>What CloudFormation would refuse without looking at a resource type: references that lead nowhere, and its limits.</summary>
internal static partial class TemplateCheck
{
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
    private const int MaxResources = 500,
        MaxParameters = 200,
        MaxOutputs = 200;

    // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    private const int MaxVariableBytes = 4096;

    public static IEnumerable<(string Where, string Fault)> Faults(TemplateDocument document)
    {
        var known = document.Resources.Select(r => r.Id).Concat(document.Parameters.Select(p => p.Key)).ToHashSet(StringComparer.Ordinal);
        foreach (var resource in document.Resources)
        {
            if (!TypeForm().IsMatch(resource.Type))
                yield return (resource.Id, $"'{resource.Type}' is no resource type");
            foreach (var id in Cfn.Mentions(resource.Body["Properties"]).Where(id => !Exists(id)).Distinct())
                yield return (resource.Id, $"it refers to {id}, which the template does not have");
            foreach (var id in DependsOn(resource.Body).Where(id => document.Find(id) is null))
                yield return (resource.Id, $"it depends on {id}, which the template does not have");
            foreach (
                var condition in Conditions(resource.Body["Properties"])
                    .Append(resource.Body["Condition"]?.ToString())
                    .OfType<string>()
                    .Where(c => !document.Conditions.ContainsKey(c))
            )
                yield return (resource.Id, $"there is no condition {condition}");
            if (resource.Type != "AWS::Lambda::Function" || resource.Properties["Environment"]?["Variables"] is not JsonObject variables)
                continue;
            foreach (var name in variables.Select(v => v.Key).Where(name => !VariableForm().IsMatch(name)))
                yield return (
                    resource.Id,
                    $"Lambda does not take a variable named '{name}': letters, digits and underscores, a letter first"
                );
            if (Length(variables) is > MaxVariableBytes and var bytes)
                yield return (resource.Id, $"its variables are {bytes} bytes and more, and Lambda takes {MaxVariableBytes}");
        }
        foreach (var (name, output) in document.Outputs)
        foreach (var id in Cfn.Mentions(output).Where(id => !Exists(id)))
            yield return ($"output {name}", $"it refers to {id}, which the template does not have");
        foreach (
            var (what, count, most) in (IEnumerable<(string, int, int)>)
                [
                    ("resources", document.Resources.Count(), MaxResources),
                    ("parameters", document.Parameters.Count, MaxParameters),
                    ("outputs", document.Outputs.Count, MaxOutputs),
                ]
        )
            if (count > most)
                yield return (
                    "template",
                    $"it has {count} {what}, and a stack takes {most}: publish parts of the application by themselves"
                );
        foreach (var resource in document.Resources.Where(r => document.Parameters.ContainsKey(r.Id)))
            yield return (resource.Id, "a parameter of the template has its name");
        foreach (
            var id in document.Resources.Select(r => r.Id).Concat(document.Parameters.Select(p => p.Key)).Where(id => !IdForm().IsMatch(id))
        )
            yield return (id, "a logical id is letters and digits, 255 of them at most");

        bool Exists(string id) => known.Contains(id) || id.StartsWith("AWS::", StringComparison.Ordinal);
    }

    // As Lambda measures them, which is as JSON. What CloudFormation puts in counts nothing here, so that nothing is refused which fits
    private static int Length(JsonObject variables) =>
        1
        + variables.Sum(v =>
            6
            + Encoding.UTF8.GetByteCount(v.Key)
            + Encoding.UTF8.GetByteCount(
                v.Value switch
                {
                    JsonValue text => text.ToString(),
                    JsonObject one when (one["Fn::Sub"] as JsonArray)?[0] is { } text => Hole().Replace(text.ToString(), ""),
                    JsonObject one when one["Fn::Sub"] is JsonValue text => Hole().Replace(text.ToString(), ""),
                    _ => "",
                }
            )
        );

    private static IEnumerable<string> DependsOn(JsonObject body) =>
        body["DependsOn"] switch
        {
            JsonArray list => list.Select(item => item!.ToString()),
            { } one => [one.ToString()],
            null => [],
        };

    private static IEnumerable<string> Conditions(JsonNode? node) =>
        node switch
        {
            JsonObject { Count: 1 } one when one["Fn::If"] is JsonArray { Count: 3 } branches =>
            [
                branches[0]!.ToString(),
                .. Conditions(branches[1]),
                .. Conditions(branches[2]),
            ],
            JsonObject members => members.SelectMany(m => Conditions(m.Value)),
            JsonArray items => items.SelectMany(Conditions),
            _ => [],
        };

    [GeneratedRegex("^(AWS::[A-Za-z0-9]+::[A-Za-z0-9]+|Custom::[A-Za-z0-9_@-]+|[A-Za-z0-9]+::[A-Za-z0-9]+::[A-Za-z0-9]+(::MODULE)?)$")]
    private static partial Regex TypeForm();

    [GeneratedRegex("^[A-Za-z0-9]{1,255}$")]
    private static partial Regex IdForm();

    [GeneratedRegex(@"\{\{resolve:.*?\}\}|\$\{[^!].*?\}")]
    private static partial Regex Hole();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]+$")]
    public static partial Regex VariableForm();
}
