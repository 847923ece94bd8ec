using System.Collections.Immutable;

namespace LocalCloud.Manifest;

/// <summary>One entry of a manifest's <c>resources</c>.</summary>
/// <param name="Name">The key under which it stands.</param>
/// <param name="Type">Its <c>type</c>, such as <c>project.v0</c>.</param>
internal abstract record ManifestResource(string Name, string Type)
{
    /// <summary>Properties that this version does not know, kept as they were; written after all others.</summary>
    public ImmutableArray<ManifestExtension> Extensions { get; init; } = [];

    /// <summary>What <c>{NAME.connectionString}</c> stands for, if the resource has a connection string.</summary>
    public ManifestExpression? ConnectionString { get; init; }

    /// <summary>Every expression in the resource, for reference edges and checks.</summary>
    public virtual IEnumerable<ManifestExpression> Expressions => ConnectionString is null ? [] : [ConnectionString];
}

/// <summary>A property of a resource that is carried along as raw JSON.</summary>
internal sealed record ManifestExtension(string Property, string Json);

/// <summary>Something that runs: it has arguments, environment and bindings.</summary>
internal abstract record ManifestProcess(string Name, string Type) : ManifestResource(Name, Type)
{
    public ImmutableArray<ManifestExpression> Args { get; init; } = [];
    public ImmutableArray<ManifestVariable> Env { get; init; } = [];
    public ImmutableArray<ManifestBinding> Bindings { get; init; } = [];

    /// <summary>The binding of that name, or null.</summary>
    public ManifestBinding? Binding(string name) =>
        Bindings.FirstOrDefault(b => string.Equals(b.Name, name, StringComparison.OrdinalIgnoreCase));

    public override IEnumerable<ManifestExpression> Expressions => [.. base.Expressions, .. Args, .. Env.Select(v => v.Value)];
}

/// <summary>An environment variable: its value may hold references.</summary>
internal sealed record ManifestVariable(string Name, ManifestExpression Value);

/// <summary>A port that a resource offers.</summary>
/// <param name="Scheme">URI scheme: http, https, tcp, redis, ...</param>
/// <param name="Protocol">tcp or udp.</param>
/// <param name="Transport">http, http2 or tcp.</param>
internal sealed record ManifestBinding(string Name, string Scheme, string Protocol, string Transport)
{
    /// <summary>The port under which others reach it; null: anything free.</summary>
    public int? Port { get; init; }

    /// <summary>The port the process itself listens on; null: it is told which.</summary>
    public int? TargetPort { get; init; }
    public bool External { get; init; }
}
