using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace LocalCloud.Deploy.Dist;

/// <summary>A template's text and as much of its structure as a deployment looks at. JSON is YAML.</summary>
internal sealed class TemplateDocument
{
    private readonly YamlMappingNode _root;

    private TemplateDocument(string text, YamlMappingNode root) => (Text, _root) = (text, root);

    public string Text { get; }

    public IEnumerable<TemplateParameter> Parameters =>
        Children(_root, "Parameters")
            .Select(p => new TemplateParameter(
                p.Name,
                Scalar(p.Node, "Type") ?? "String",
                Find(p.Node, "Default") is not null,
                Scalar(p.Node, "NoEcho") is "true" or "True" or "yes",
                Scalar(p.Node, "Description")
            )
            {
                AllowedValues =
                [
                    .. (Find(p.Node, "AllowedValues") as YamlSequenceNode ?? []).OfType<YamlScalarNode>().Select(v => v.Value ?? ""),
                ],
                AllowedPattern = Scalar(p.Node, "AllowedPattern"),
                ConstraintDescription = Scalar(p.Node, "ConstraintDescription"),
                MinLength = Number(p.Node, "MinLength"),
                MaxLength = Number(p.Node, "MaxLength"),
                MinValue = Number(p.Node, "MinValue"),
                MaxValue = Number(p.Node, "MaxValue"),
            });

    public IEnumerable<TemplateResource> Resources =>
        Children(_root, "Resources")
            .Select(r => new TemplateResource(
                r.Name,
                Scalar(r.Node, "Type") ?? "",
                Scalar(r.Node, "DeletionPolicy"),
                Find(r.Node, "Properties") as YamlMappingNode
            ));

    public bool HasTransform => Find(_root, "Transform") is not null;

    /// <returns>The template, or what is wrong with it and where.</returns>
    public static (TemplateDocument? Template, string? Error) Parse(string text, string name)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents is [{ RootNode: YamlMappingNode root }] && Find(root, "Resources") is YamlMappingNode
                ? (new TemplateDocument(text, root), null)
                : (null, $"{name} is no CloudFormation template: it has no Resources.");
        }
        catch (YamlException error)
        {
            return (null, $"{name} line {error.Start.Line}: {error.Message}");
        }
    }

    public static YamlNode? Find(YamlNode? node, string name) =>
        node is YamlMappingNode map
            ? map.Children.FirstOrDefault(child => child.Key is YamlScalarNode { Value: { } key } && key == name).Value
            : null;

    private static string? Scalar(YamlNode node, string name) => (Find(node, name) as YamlScalarNode)?.Value;

    private static double? Number(YamlNode node, string name) =>
        double.TryParse(Scalar(node, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static IEnumerable<(string Name, YamlNode Node)> Children(YamlNode node, string section) =>
        Find(node, section) is YamlMappingNode map
            ? from child in map.Children
            where child.Key is YamlScalarNode { Value: not null }
            select (((YamlScalarNode)child.Key).Value!, child.Value)
            : [];
}

internal sealed record TemplateParameter(string Name, string Type, bool HasDefault, bool NoEcho, string? Description)
{
    public IReadOnlyList<string> AllowedValues { get; init; } = [];
    public string? AllowedPattern { get; init; }
    public string? ConstraintDescription { get; init; }
    public double? MinLength { get; init; }
    public double? MaxLength { get; init; }
    public double? MinValue { get; init; }
    public double? MaxValue { get; init; }

    /// <summary>What CloudFormation would refuse the value for, or null; a secret is not repeated.</summary>
    public string? Fault(string value)
    {
        var number = 0.0;
        var rule =
            AllowedValues.Count > 0 && !AllowedValues.Contains(value) ? $"must be {string.Join(" or ", AllowedValues)}"
            : Type == "Number" && !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out number) ? "must be a number"
            : number < MinValue ? $"must be {MinValue} or more"
            : number > MaxValue ? $"must be {MaxValue} or less"
            : value.Length < MinLength ? $"must have {MinLength} characters or more"
            : value.Length > MaxLength ? $"must have {MaxLength} characters or less"
            : AllowedPattern is { } pattern && !Matches(pattern, value) ? $"must be {ConstraintDescription ?? $"of the form {pattern}"}"
            : null;
        return rule is null ? null : $"{Name} {rule}{(NoEcho ? "" : $", not '{value}'")}.";
    }

    // A pattern of Java's that .NET does not know is left to CloudFormation
    private static bool Matches(string pattern, string value)
    {
        try
        {
            return Regex.IsMatch(value, $"^(?:{pattern})$", RegexOptions.None, TimeSpan.FromSeconds(1));
        }
        catch (Exception error) when (error is ArgumentException or RegexMatchTimeoutException)
        {
            return true;
        }
    }
}

internal sealed record TemplateResource(string LogicalId, string Type, string? DeletionPolicy, YamlMappingNode? Properties)
{
    /// <summary>
    /// What deleting the stack leaves behind; RDS takes a snapshot where a template says nothing:
    /// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html.
    /// </summary>
    public string Policy =>
        DeletionPolicy
        ?? (
            Type == "AWS::RDS::DBCluster"
            || Type == "AWS::RDS::DBInstance" && TemplateDocument.Find(Properties, "DBClusterIdentifier") is null
                ? "Snapshot"
                : "Delete"
        );
}
