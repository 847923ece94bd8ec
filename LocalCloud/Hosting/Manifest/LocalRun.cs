using System.Collections.Immutable;

namespace LocalCloud.Hosting.Manifest;

/// <summary>
/// What a manifest cannot say and a run on this machine wants to know. Everything is optional: without it
/// (<c>serverless run FILE</c>) a resource has one replica, free ports, no health path and only the edges of its references.
/// </summary>
public sealed record LocalRun
{
    public static LocalRun Empty { get; } = new();

    /// <summary>By resource name; a resource that has nothing to say is not in it.</summary>
    public ImmutableDictionary<string, LocalResource> Resources { get; init; } =
        ImmutableDictionary.Create<string, LocalResource>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Resources that run here but are excluded from the manifest (LocalStack). They take part as if they stood in it.</summary>
    public ImmutableArray<ManifestResource> LocalOnly { get; init; } = [];

    /// <summary>The settings for a resource: its own, or the defaults.</summary>
    public LocalResource this[string name] => Resources.GetValueOrDefault(name) ?? LocalResource.Default;
}

/// <summary>What a run knows of one resource beyond its entry in the manifest.</summary>
public sealed record LocalResource
{
    public static LocalResource Default { get; } = new();

    /// <summary>How many processes run side by side behind its bindings.</summary>
    public int Replicas { get; init; } = 1;

    /// <summary>HTTP checks that decide whether it is healthy; without any it is healthy when it runs and its ports answer.</summary>
    public ImmutableArray<LocalHealthCheck> HealthChecks { get; init; } = [];

    /// <summary>Ports that are fixed on this machine, by binding name.</summary>
    public ImmutableArray<LocalBinding> Bindings { get; init; } = [];

    /// <summary>What has to happen to others before this one starts (beyond its references).</summary>
    public ImmutableArray<LocalWait> Waits { get; init; } = [];

    /// <summary>Variables of the launch profile; those of the manifest win.</summary>
    public ImmutableArray<ManifestVariable> Environment { get; init; } = [];

    /// <summary>Arguments of the launch profile, before those of the manifest.</summary>
    public ImmutableArray<string> LaunchArgs { get; init; } = [];

    /// <summary>Absolute path of the built assembly (.dll) of a project; null: ask MSBuild.</summary>
    public string? TargetPath { get; init; }

    /// <summary>The resource under which it is shown (the server of a database).</summary>
    public string? Parent { get; init; }

    /// <summary>It waits for somebody to start it.</summary>
    public bool ExplicitStart { get; init; }

    /// <summary>Addresses shown for it beside those of its bindings.</summary>
    public ImmutableArray<LocalUrl> Urls { get; init; } = [];

    /// <summary>Stacks whose outputs it gets as configuration, and under which section; beyond the stack's own <c>references</c>, whose section is <c>AWS:Resources</c>.</summary>
    public ImmutableArray<LocalStackReference> Stacks { get; init; } = [];

    /// <summary>For a stack: the parameters that it is created with.</summary>
    public ImmutableArray<ManifestVariable> StackParameters { get; init; } = [];

    /// <summary>For a stack or a process: the resource of <see cref="LocalRun.LocalOnly"/> that stands in for AWS; null: the only one there is, or one by itself.</summary>
    public string? AwsEndpoint { get; init; }
}

/// <summary>GET of <paramref name="Path"/> on a binding; healthy when the status is <paramref name="StatusCode"/>.</summary>
/// <param name="Binding">Null: http, else https.</param>
public sealed record LocalHealthCheck(string Path, string? Binding = null, int StatusCode = 200);

/// <summary>How a binding is laid out on this machine.</summary>
/// <param name="Port">Where others reach it; null: anything free.</param>
/// <param name="TargetPort">Where the process listens; null: anything free, and the process is told.</param>
/// <param name="IsProxied">False: no proxy in between, <paramref name="Port"/> is the process's own.</param>
public sealed record LocalBinding(string Name, int? Port = null, int? TargetPort = null, bool IsProxied = true);

public enum LocalWaitKind
{
    /// <summary>Running and healthy.</summary>
    Healthy,
    /// <summary>Running.</summary>
    Started,
    /// <summary>Ended with <see cref="LocalWait.ExitCode"/>.</summary>
    Completed,
}

public sealed record LocalWait(string Resource, LocalWaitKind Kind, int ExitCode = 0);

/// <summary>An address to show; a relative one is under <paramref name="Binding"/>.</summary>
public sealed record LocalUrl(ManifestExpression Url, string? Text = null, string? Binding = null);

/// <summary>A stack and the configuration section (<c>AWS:Resources</c>) that its outputs go to.</summary>
public sealed record LocalStackReference(string Stack, string ConfigSection);
