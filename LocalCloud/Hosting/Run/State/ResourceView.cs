using System.Collections.Immutable;

namespace LocalCloud.Hosting.Run.State;

/// <summary>What is known of one instance at a moment: what the dashboard shows.</summary>
/// <param name="Name">Unique: the resource's name, with the instance id when it is a process.</param>
sealed record ResourceView(string Name, string Resource, string Type, string State, DateTimeOffset Created)
{
    public DateTimeOffset? Started { get; init; }
    public DateTimeOffset? Stopped { get; init; }
    public bool? IsHealthy { get; init; }
    public string? Reason { get; init; }
    public DateTimeOffset? Checked { get; init; }
    public int? ExitCode { get; init; }
    public long? Pid { get; init; }
    public string? Icon { get; init; }
    public bool IsHidden { get; init; }
    public bool IsProcess { get; init; }
    public ImmutableArray<ViewVariable> Environment { get; init; } = [];
    public ImmutableArray<ViewProperty> Properties { get; init; } = [];
    public ImmutableArray<ViewUrl> Urls { get; init; } = [];
    public ImmutableArray<ViewRelationship> Relationships { get; init; } = [];
    public ImmutableArray<string> HealthChecks { get; init; } = [];
}

sealed record ViewVariable(string Name, string Value, bool IsSecret);

sealed record ViewProperty(string Name, string Value, bool IsSecret = false);

sealed record ViewUrl(string? Binding, string Url, string Text = "", bool IsInternal = false);

sealed record ViewRelationship(string Resource, string Type);
