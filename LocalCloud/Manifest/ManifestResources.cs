using System.Collections.Immutable;

namespace LocalCloud.Manifest;

/// <summary>project.v0, project.v1: a .NET project. <paramref name="Path"/> is its .csproj, relative to the manifest.</summary>
internal sealed record ManifestProject(string Name, string Path, string Type = "project.v0") : ManifestProcess(Name, Type);

/// <summary>container.v0, container.v1: an image, or a Dockerfile to build one from.</summary>
internal sealed record ManifestContainer(string Name, string Type = "container.v0") : ManifestProcess(Name, Type)
{
    public string? Image { get; init; }
    public ManifestBuild? Build { get; init; }
    public string? Entrypoint { get; init; }
    public ImmutableArray<ManifestBindMount> BindMounts { get; init; } = [];
    public ImmutableArray<ManifestVolume> Volumes { get; init; } = [];
}

/// <summary>dockerfile.v0: a Dockerfile and its context, both relative to the manifest.</summary>
internal sealed record ManifestDockerfile(string Name, string Path, string Context) : ManifestProcess(Name, "dockerfile.v0")
{
    public ImmutableArray<ManifestVariable> BuildArgs { get; init; } = [];
}

/// <summary>executable.v0: a command. <paramref name="WorkingDirectory"/> is relative to the manifest.</summary>
internal sealed record ManifestExecutable(string Name, string Command, string WorkingDirectory) : ManifestProcess(Name, "executable.v0");

/// <summary>parameter.v0: a value given from outside.</summary>
internal sealed record ManifestParameter(string Name, ManifestExpression Value) : ManifestResource(Name, "parameter.v0")
{
    public ImmutableArray<ManifestInput> Inputs { get; init; } = [];
    public override IEnumerable<ManifestExpression> Expressions => [.. base.Expressions, Value];
}

/// <summary>value.v0: a connection string made of others.</summary>
internal sealed record ManifestValue(string Name) : ManifestResource(Name, "value.v0");

/// <summary>annotated.string: a parameter's value put through a filter; the only one known is <c>uri</c> (percent encoding).</summary>
internal sealed record ManifestAnnotatedString(string Name, ManifestExpression Value, string Filter)
    : ManifestResource(Name, "annotated.string")
{
    public override IEnumerable<ManifestExpression> Expressions => [.. base.Expressions, Value];
}

/// <summary>
/// aws.cloudformation.template.v0 (a stack that is made from <see cref="TemplatePath"/>) and aws.cloudformation.stack.v0 (one that is
/// there). <see cref="References"/> names the resources that get its outputs.
/// </summary>
internal sealed record ManifestCloudFormation(string Name, string StackName, string? TemplatePath)
    : ManifestResource(Name, TemplatePath is null ? "aws.cloudformation.stack.v0" : "aws.cloudformation.template.v0")
{
    public ImmutableArray<string> References { get; init; } = [];
}

/// <summary>A type that this version does not know: carried along, not run.</summary>
internal sealed record ManifestUnknown(string Name, string Type, string Json) : ManifestResource(Name, Type);

/// <summary>How an image is built.</summary>
internal sealed record ManifestBuild(string Context, string Dockerfile)
{
    public string? Stage { get; init; }
    public bool BuildOnly { get; init; }
    public ImmutableArray<ManifestVariable> Args { get; init; } = [];
    public ImmutableArray<ManifestBuildSecret> Secrets { get; init; } = [];
}

/// <summary>A build secret: type env with a value, or type file with a source path.</summary>
internal sealed record ManifestBuildSecret(string Name, string Type, ManifestExpression Value);

internal sealed record ManifestBindMount(string Source, string Target, bool ReadOnly);

/// <summary>A volume; without a name it is anonymous.</summary>
internal sealed record ManifestVolume(string? Name, string Target, bool ReadOnly);

/// <summary>An input of a parameter. Without <see cref="Default"/> somebody has to give it.</summary>
internal sealed record ManifestInput(string Name, bool Secret = false, ManifestDefault? Default = null);

/// <summary>A given value, or the rule by which one is generated.</summary>
internal sealed record ManifestDefault(string? Value, ManifestGenerate? Generate);

/// <summary>The rule by which a value is generated; a class that is not said is allowed.</summary>
internal sealed record ManifestGenerate(int MinLength)
{
    public bool? Lower { get; init; }
    public bool? Upper { get; init; }
    public bool? Numeric { get; init; }
    public bool? Special { get; init; }
    public int? MinLower { get; init; }
    public int? MinUpper { get; init; }
    public int? MinNumeric { get; init; }
    public int? MinSpecial { get; init; }
}
