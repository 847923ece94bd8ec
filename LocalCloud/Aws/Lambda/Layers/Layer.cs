using System.Text.RegularExpressions;

namespace LocalCloud.Aws.Lambda.Layers;

internal sealed class Layer
{
    public required string Name { get; init; }

    public long LastVersion { get; set; }

    public List<LayerVersion> Versions { get; init; } = [];

    public Dictionary<string, Permissions.ResourcePolicy> Policies { get; init; } = [];
}

internal sealed record LayerVersion
{
    public long Version { get; init; }
    public required string CodeFile { get; init; }
    public long CodeSize { get; init; }
    public required string CodeSha256 { get; init; }
    public required string Description { get; init; }
    public required string CreatedDate { get; init; }
    public List<string>? CompatibleRuntimes { get; init; }
    public List<string>? CompatibleArchitectures { get; init; }
    public string? LicenseInfo { get; init; }
}

/// <summary>A layer's name or ARN, of a version too.</summary>
internal static partial class LayerName
{
    public const string Shown = @"(arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\d{12}:layer:[a-zA-Z0-9-_]+)|[a-zA-Z0-9-_]+";

    public static Member<T> Member<T>(Func<T, object?> get) => Must.Member("layerName", get).Required().Length(1, 140).Pattern(Form, Shown);

    public static string Of(string nameOrArn) => Aws.Arn.LastOf(nameOrArn);

    public static string Arn(LambdaState state, string name) => state.Scope.Arn("lambda", $"layer:{name}");

    public static LayerVersion? FindVersion(LambdaState state, string versionArn) =>
        Versioned.Match(versionArn) is { Success: true } match
        && match.Groups["scope"].Value == $"{state.Scope.Region}:{state.Scope.Account}"
            ? state
                .Layers.GetValueOrDefault(match.Groups["name"].Value)
                ?.Versions.Find(v => v.Version.ToString(System.Globalization.CultureInfo.InvariantCulture) == match.Groups["version"].Value)
            : null;

    [GeneratedRegex(@"^((arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\d{12}:layer:[a-zA-Z0-9-_]+)|[a-zA-Z0-9-_]+)$")]
    private static partial Regex Form { get; }

    [GeneratedRegex(@"^arn:[a-zA-Z0-9-]+:lambda:(?<scope>[a-zA-Z0-9-]+:\d{12}):layer:(?<name>[a-zA-Z0-9-_]+):(?<version>[0-9]+)$")]
    private static partial Regex Versioned { get; }
}
