using System.Collections.Immutable;
using System.Text.Json;

namespace LocalCloud.Manifest;

/// <summary>JSON of one resource to its record, by type.</summary>
internal static class ManifestTypes
{
    public static ManifestResource? Read(string name, JsonElement json, Action<string?, string> report)
    {
        if (!json.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String)
        {
            report("type", type.ValueKind == JsonValueKind.Undefined ? "is missing" : "must be a string");
            return null;
        }
        var node = new ManifestNode(json, "", report);
        ManifestResource? resource = type.GetString() switch
        {
            "project.v0" or "project.v1" => Process(new ManifestProject(name, node.String("path"), type.GetString()!), node),
            "container.v0" or "container.v1" => Container(name, type.GetString()!, node),
            "dockerfile.v0" => Process(
                new ManifestDockerfile(name, node.String("path"), node.String("context")) { BuildArgs = node.Variables("buildArgs") },
                node
            ),
            "executable.v0" => Process(new ManifestExecutable(name, node.String("command"), node.String("workingDirectory")), node),
            "parameter.v0" => new ManifestParameter(name, node.String("value"))
            {
                Inputs = [.. node.Members("inputs").Select(m => Input(m.Name, m.Node))],
            },
            "value.v0" => new ManifestValue(name) { ConnectionString = node.String("connectionString") },
            "annotated.string" => AnnotatedString(name, node),
            "aws.cloudformation.template.v0" => new ManifestCloudFormation(name, node.String("stack-name"), node.String("template-path"))
            {
                References = Targets(node),
            },
            "aws.cloudformation.stack.v0" => new ManifestCloudFormation(name, node.String("stack-name"), null)
            {
                References = Targets(node),
            },
            var unknown => new ManifestUnknown(name, unknown!, json.GetRawText()),
        };
        if (resource is null or ManifestUnknown)
            return resource;
        var connectionString = node.OptionalString("connectionString") is { } text ? ManifestExpression.Parse(text) : null;
        return resource with { ConnectionString = connectionString, Extensions = node.Rest() };
    }

    private static T Process<T>(T process, ManifestNode node)
        where T : ManifestProcess =>
        process with
        {
            Args = node.Strings("args"),
            Env = node.Variables("env"),
            Bindings = [.. node.Members("bindings").Select(m => Binding(m.Name, m.Node))],
        };

    private static ManifestBinding Binding(string name, ManifestNode node)
    {
        var binding = new ManifestBinding(name, node.String("scheme"), node.String("protocol"), node.String("transport"))
        {
            Port = Port("port"),
            TargetPort = Port("targetPort"),
            External = node.Flag("external") ?? false,
        };
        if (binding.Protocol is not ("tcp" or "udp" or ""))
            node.Report("protocol", $"must be tcp or udp, not '{binding.Protocol}'");
        if (binding.Transport is not ("http" or "http2" or "tcp" or ""))
            node.Report("transport", $"must be http, http2 or tcp, not '{binding.Transport}'");
        return binding;

        int? Port(string property)
        {
            var port = node.Number(property);
            if (port is < 0 or > 65535)
                node.Report(property, $"must be a port from 0 to 65535, not {port}");
            return port;
        }
    }

    private static ManifestContainer Container(string name, string type, ManifestNode node)
    {
        var container = Process(
            new ManifestContainer(name, type)
            {
                Image = node.OptionalString("image"),
                Build = node.Object("build") is { } build ? Build(build) : null,
                Entrypoint = node.OptionalString("entrypoint"),
                BindMounts =
                [
                    .. node.Objects("bindMounts")
                        .Select(m => new ManifestBindMount(m.String("source"), m.String("target"), m.Flag("readOnly") ?? false)),
                ],
                Volumes =
                [
                    .. node.Objects("volumes")
                        .Select(v => new ManifestVolume(v.OptionalString("name"), v.String("target"), v.Flag("readOnly") ?? false)),
                ],
            },
            node
        );
        if (container.Image is null && container.Build is null)
            node.Report("image", type == "container.v1" ? "is missing (a container needs image or build)" : "is missing");
        return container;
    }

    private static ManifestBuild Build(ManifestNode node) =>
        new(node.String("context"), node.String("dockerfile"))
        {
            Stage = node.OptionalString("stage"),
            BuildOnly = node.Flag("buildOnly") ?? false,
            Args = node.Variables("args"),
            Secrets =
            [
                .. node.Members("secrets")
                    .Select(m => (m.Name, Type: m.Node.String("type"), m.Node))
                    .Select(m => new ManifestBuildSecret(m.Name, m.Type, m.Node.String(m.Type == "file" ? "source" : "value"))),
            ],
        };

    private static ManifestAnnotatedString AnnotatedString(string name, ManifestNode node)
    {
        var annotated = new ManifestAnnotatedString(name, node.String("value"), node.String("filter"));
        if (annotated.Filter is not ("uri" or ""))
            node.Report("filter", $"must be uri, not '{annotated.Filter}'");
        return annotated;
    }

    private static ManifestInput Input(string name, ManifestNode node)
    {
        if (node.String("type") is not ("string" or "") and var type)
            node.Report("type", $"must be string, not '{type}'");
        var @default = node.Object("default") is not { } value
            ? null
            : new ManifestDefault(value.OptionalString("value"), value.Object("generate") is { } generate ? Generate(generate) : null);
        if (@default is { Value: null, Generate: null })
            node.Report("default", "needs value or generate");
        return new(name, node.Flag("secret") ?? false, @default);
    }

    private static ManifestGenerate Generate(ManifestNode node)
    {
        if (node.Number("minLength") is null)
            node.Report("minLength", "is missing");
        return new(node.Number("minLength") ?? 0)
        {
            Lower = node.Flag("lower"),
            Upper = node.Flag("upper"),
            Numeric = node.Flag("numeric"),
            Special = node.Flag("special"),
            MinLower = node.Number("minLower"),
            MinUpper = node.Number("minUpper"),
            MinNumeric = node.Number("minNumeric"),
            MinSpecial = node.Number("minSpecial"),
        };
    }

    private static ImmutableArray<string> Targets(ManifestNode node) =>
        [.. node.Objects("references").Select(r => r.String("target-resource"))];
}
