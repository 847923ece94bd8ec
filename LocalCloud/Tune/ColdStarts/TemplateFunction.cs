using System.Globalization;
using LocalCloud.Deploy.Dist;
using YamlDotNet.RepresentationModel;

namespace LocalCloud.Tune.ColdStarts;

/// <summary>A function of a published template, with what can be known of it before there is a stack.</summary>
internal sealed record TemplateFunction(TemplateDocument Template, TemplateResource Resource)
{
    /// <summary>As the stack names it, less the stack: <c>!Sub ${AWS::StackName}-api</c> is api.</summary>
    public string Name => (Text("FunctionName") ?? Resource.LogicalId).Replace("${AWS::StackName}-", "", StringComparison.Ordinal);

    /// <summary>Beside the template; null: it is no path.</summary>
    public string? Package => Find("Code") is YamlScalarNode { Tag.IsEmpty: true, Value: { } path } ? path : null;

    public string Runtime => Text("Runtime") ?? "provided.al2023";

    public string Handler => Text("Handler") ?? "bootstrap";

    /// <summary>MB; Lambda's own where it says nothing.</summary>
    public int MemorySize => Number("MemorySize") ?? 128;

    /// <summary>Seconds.</summary>
    public int Timeout => Number("Timeout") ?? 3;

    public string Architecture =>
        (Find("Architectures") as YamlSequenceNode)?.Children.FirstOrDefault() is YamlScalarNode { Value: { } name } ? name : "x86_64";

    /// <summary>Whether an HTTP API leads to it, or to an alias of it.</summary>
    public bool HasHttp
    {
        get
        {
            var names = Template
                .Resources.Where(r =>
                    r.Type == "AWS::Lambda::Alias" && Names(TemplateDocument.Find(r.Properties, "FunctionName"), Resource.LogicalId)
                )
                .Select(r => r.LogicalId)
                .Append(Resource.LogicalId)
                .ToList();
            return Template.Resources.Any(r =>
                r.Type == "AWS::ApiGatewayV2::Integration"
                && names.Exists(n => Names(TemplateDocument.Find(r.Properties, "IntegrationUri"), n))
            );
        }
    }

    public IReadOnlyDictionary<string, string> Variables =>
        (TemplateDocument.Find(Find("Environment"), "Variables") as YamlMappingNode)
            ?.Children.Select(v => (Name: ((YamlScalarNode)v.Key).Value!, Value: Placeholder.Of(v.Value)))
            .Where(v => v.Value is not null)
            .ToDictionary(v => v.Name, v => v.Value!, StringComparer.Ordinal)
        ?? [];

    public static IEnumerable<TemplateFunction> Of(TemplateDocument template) =>
        template.Resources.Where(r => r.Type == "AWS::Lambda::Function").Select(r => new TemplateFunction(template, r));

    private YamlNode? Find(string name) => TemplateDocument.Find(Resource.Properties, name);

    private string? Text(string name) => (Find(name) as YamlScalarNode)?.Value;

    private int? Number(string name) =>
        int.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // !Ref NAME, !GetAtt NAME.Arn, {"Fn::GetAtt": [NAME, Arn]}
    private static bool Names(YamlNode? value, string resource) =>
        value switch
        {
            YamlScalarNode scalar => scalar.Value?.Split('.')[0] == resource,
            YamlMappingNode map => map.Children.Values.Any(v => Names(v, resource)),
            YamlSequenceNode list => list.Children.Count > 0 && Names(list.Children[0], resource),
            _ => false,
        };
}
