using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace LocalCloud.Deploy.Dist;

/// <summary>A template's text and as much of its structure as a deployment looks at. JSON is YAML.</summary>
sealed class TemplateDocument
{
    readonly YamlMappingNode _root;

    TemplateDocument(string text, YamlMappingNode root) => (Text, _root) = (text, root);

    public string Text { get; }

    public IEnumerable<TemplateParameter> Parameters => Children(_root, "Parameters").Select(p => new TemplateParameter(
        p.Name, Scalar(p.Node, "Type") ?? "String", Find(p.Node, "Default") is not null, Scalar(p.Node, "NoEcho") is "true" or "True" or "yes", Scalar(p.Node, "Description")));

    public IEnumerable<TemplateResource> Resources => Children(_root, "Resources").Select(r => new TemplateResource(
        r.Name, Scalar(r.Node, "Type") ?? "", Scalar(r.Node, "DeletionPolicy"), Find(r.Node, "Properties") as YamlMappingNode));

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
        node is YamlMappingNode map ? map.Children.FirstOrDefault(child => child.Key is YamlScalarNode { Value: { } key } && key == name).Value : null;

    static string? Scalar(YamlNode node, string name) => (Find(node, name) as YamlScalarNode)?.Value;

    static IEnumerable<(string Name, YamlNode Node)> Children(YamlNode node, string section) => Find(node, section) is YamlMappingNode map
        ? from child in map.Children where child.Key is YamlScalarNode { Value: not null } select (((YamlScalarNode)child.Key).Value!, child.Value)
        : [];
}

sealed record TemplateParameter(string Name, string Type, bool HasDefault, bool NoEcho, string? Description);

sealed record TemplateResource(string LogicalId, string Type, string? DeletionPolicy, YamlMappingNode? Properties)
{
    /// <summary>What deleting the stack leaves behind; RDS takes a snapshot where a template says nothing: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html.</summary>
    public string Policy => DeletionPolicy ?? (Type == "AWS::RDS::DBCluster" || Type == "AWS::RDS::DBInstance" && TemplateDocument.Find(Properties, "DBClusterIdentifier") is null ? "Snapshot" : "Delete");
}
