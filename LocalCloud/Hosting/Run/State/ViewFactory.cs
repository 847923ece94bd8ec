using System.Collections.Immutable;
using LocalCloud.Hosting.Manifest;
using LocalCloud.Hosting.Run.Engines;
using LocalCloud.Hosting.Run.Plan;

namespace LocalCloud.Hosting.Run.State;

/// <summary>The first view of each instance, before anything has happened.</summary>
static class ViewFactory
{
    public static IEnumerable<ResourceView> Of(RunNode node, RunPlan plan, DateTimeOffset now)
    {
        var view = new ResourceView(node.Name, node.Name, node.DisplayType, KnownResourceStates.NotStarted, now)
        {
            Icon = node.Icon,
            IsHidden = node.IsHidden,
            IsProcess = node.Engine is not null,
            HealthChecks = [.. node.Engine?.HealthChecks ?? []],
            Relationships = Relationships(node, plan),
            Properties = Properties(node, plan, null),
            Urls = [.. node.Ports.Select(p => new ViewUrl(p.Key, p.Value.Url, IsInternal: p.Value.Scheme is not ("http" or "https")))],
        };
        return node.Instances.IsEmpty ? [view] : node.Instances.Select(instance => view with { Name = instance.Name });
    }

    public static ImmutableArray<ViewProperty> Properties(RunNode node, RunPlan plan, Launch? launch)
    {
        var properties = ImmutableArray.CreateBuilder<ViewProperty>();
        if (node.Source is { } source) properties.Add(new("resource.source", source));
        // The dashboard nests by the name of the parent's instance
        if (node.Parent is { } parent && plan.Find(parent) is { } above) properties.Add(new("resource.parentName", above.Instances.FirstOrDefault()?.Name ?? parent));
        if (launch is null) return properties.ToImmutable();
        properties.AddRange(launch.Properties);
        // Of an engine the dashboard shows what it stands for, not the program that does it
        if (node.Engine is { IsServer: true })
        {
            properties.Add(new("Command", string.Join(' ', launch.Args.Prepend(launch.Path)), launch.HasSecretArgs));
            return properties.ToImmutable();
        }
        properties.Add(new("executable.path", launch.Path));
        properties.Add(new("executable.workDir", launch.WorkingDirectory));
        properties.Add(new("executable.args", string.Join(' ', launch.Args), launch.HasSecretArgs));
        return properties.ToImmutable();
    }

    static ImmutableArray<ViewRelationship> Relationships(RunNode node, RunPlan plan)
    {
        var asked = node.Local.Waits.Select(w => new ViewRelationship(w.Resource, "WaitFor"));
        var references = node.Waits.Where(w => plan.Find(w.Resource) is { IsHidden: false }).Select(w => new ViewRelationship(w.Resource, "Reference"));
        return [.. references, .. asked, .. node.Parent is { } parent ? [new ViewRelationship(parent, "Parent")] : Array.Empty<ViewRelationship>()];
    }
}
