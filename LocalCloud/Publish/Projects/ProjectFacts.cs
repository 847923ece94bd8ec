using System.Collections.Immutable;
using LocalCloud.Publish.Plan;

namespace LocalCloud.Publish.Projects;

/// <summary>What a project file says that matters for publishing it.</summary>
/// <param name="FullPath">Absolute.</param>
/// <param name="Exists">False: nothing is known but its path.</param>
internal sealed record ProjectFacts(string FullPath, bool Exists)
{
    public string AssemblyName { get; init; } = Path.GetFileNameWithoutExtension(FullPath);

    /// <summary>It asks Lambda's runtime API for work where there is one.</summary>
    public bool ServesLambda { get; init; }

    /// <summary>Its code gives PostgreSQL tokens of IAM in the place of a password (<c>DatabaseAuthentication</c> is <c>IAM</c>).</summary>
    public bool SignsInWithIam { get; init; }

    /// <summary><see cref="Build"/> of a project that is compiled to a native program.</summary>
    public const string Native = "AOT";

    /// <summary>What it becomes: <c>JIT</c>, <c>ReadyToRun</c>, <c>ReadyToRun, trimmed</c> or <c>AOT</c>.</summary>
    public string Build { get; init; } = "";

    /// <summary>
    /// Lambda's runtime that it is for: AWS's own .NET, which is in no package, where there is one for its framework and it brings none
    /// along. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
    /// </summary>
    public string Runtime { get; init; } = OnlyTheSystem;

    /// <summary>AWS's .NET runs it; else it brings its own.</summary>
    public bool IsManaged => Runtime != OnlyTheSystem;

    /// <summary>Lambda's runtime without a language.</summary>
    public const string OnlyTheSystem = "provided.al2023";

    /// <summary>The function's handler: of AWS's .NET the name of the assembly to start.</summary>
    public string Handler => IsManaged ? AssemblyName : "bootstrap";

    public ImmutableArray<FunctionSettings> Functions { get; init; } = [];
    public ImmutableArray<ProjectAccess> Access { get; init; } = [];
    public ImmutableArray<string> Errors { get; init; } = [];
}

/// <summary>
/// What a project does with a resource. Without any, it may do everything that its kind is for with whatever it gets from the manifest.
/// </summary>
/// <param name="Key">The configuration key that tells the service the resource's name, as <c>AWS:Resources:FileBucketName</c>; or the name
/// of an AWS service, with <paramref name="Actions"/>.</param>
/// <param name="Mode">Read, Write, ReadWrite or Send.</param>
internal sealed record ProjectAccess(string Key, string Mode, ImmutableArray<string> Actions, string? Resource)
{
    /// <summary>The functions that it is for; empty: all of the project.</summary>
    public ImmutableArray<string> Functions { get; init; } = [];
}
