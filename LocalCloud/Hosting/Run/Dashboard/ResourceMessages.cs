using Google.Protobuf.WellKnownTypes;
using LocalCloud.Hosting.Manifest;
using LocalCloud.Hosting.Run.Dashboard.V1;
using LocalCloud.Hosting.Run.State;

namespace LocalCloud.Hosting.Run.Dashboard;

// The application model has a type of that name too
using Resource = V1.Resource;

/// <summary>A view in the dashboard's own words.</summary>
static class ResourceMessages
{
    public static Resource Of(ResourceView view)
    {
        var message = new Resource
        {
            Name = view.Name,
            ResourceType = view.Type,
            DisplayName = view.Resource,
            Uid = view.Name,
            State = view.State,
            CreatedAt = view.Created.ToTimestamp(),
            StartedAt = view.Started?.ToTimestamp(),
            StoppedAt = view.Stopped?.ToTimestamp(),
            IsHidden = view.IsHidden,
        };
        if (Style(view) is { } style) message.StateStyle = style;
        if (view.Icon is { } icon) message.IconName = icon;
        message.Environment.AddRange(view.Environment.Select(v => new EnvironmentVariable { Name = v.Name, Value = v.Value, IsFromSpec = true }));
        message.Properties.AddRange(view.Properties.Select(p => Property(p.Name, Value.ForString(p.Value), p.IsSecret)));
        if (view.Pid is { } pid) message.Properties.Add(Property("executable.pid", Value.ForNumber(pid)));
        if (view.ExitCode is { } code) message.Properties.Add(Property("resource.exitCode", Value.ForNumber(code)));
        message.Urls.AddRange(view.Urls.Select(u => Url(u, view)));
        message.HealthReports.AddRange(view.HealthChecks.Select(key => Report(key, view)));
        message.Relationships.AddRange(view.Relationships.Select(r => new ResourceRelationship { ResourceName = r.Resource, Type = r.Type }));
        if (view.IsProcess) message.Commands.AddRange(Commands(view.State));
        return message;
    }

    static string? Style(ResourceView view) => view.State switch
    {
        KnownResourceStates.Running => "success",
        KnownResourceStates.FailedToStart => "error",
        KnownResourceStates.Exited or KnownResourceStates.Finished when view.ExitCode is not (null or 0) => "error",
        KnownResourceStates.Waiting or KnownResourceStates.Starting or KnownResourceStates.Stopping => "info",
        _ => null,
    };

    static ResourceProperty Property(string name, Value value, bool isSecret = false)
    {
        var property = new ResourceProperty { Name = name, Value = value };
        if (isSecret) property.IsSensitive = true;
        return property;
    }

    static Url Url(ViewUrl url, ResourceView view)
    {
        var message = new Url { FullUrl = url.Url, IsInternal = url.IsInternal, IsInactive = view.State != KnownResourceStates.Running, DisplayProperties = new() { DisplayName = url.Text } };
        if (url.Binding is { } binding) message.EndpointName = binding;
        return message;
    }

    static HealthReport Report(string key, ResourceView view)
    {
        var report = new HealthReport { Key = key, Description = view.IsHealthy == false ? view.Reason ?? "" : "" };
        if (view.IsHealthy is { } healthy) report.Status = healthy ? HealthStatus.Healthy : HealthStatus.Unhealthy;
        if (view.Checked is { } at) report.LastRunAt = at.ToTimestamp();
        return report;
    }

    static IEnumerable<ResourceCommand> Commands(string state)
    {
        var stopped = KnownResourceStates.IsTerminal(state) || state == KnownResourceStates.NotStarted;
        var changing = state is KnownResourceStates.Starting or KnownResourceStates.Stopping or KnownResourceStates.Waiting;
        yield return Command(ResourceCommands.Start, "Start", "Play", stopped ? ResourceCommandState.Enabled : ResourceCommandState.Hidden);
        yield return Command(ResourceCommands.Stop, "Stop", "Stop", stopped ? ResourceCommandState.Hidden : state == KnownResourceStates.Stopping ? ResourceCommandState.Disabled : ResourceCommandState.Enabled);
        yield return Command(ResourceCommands.Restart, "Restart", "ArrowCounterclockwise", stopped ? ResourceCommandState.Hidden : changing ? ResourceCommandState.Disabled : ResourceCommandState.Enabled);
    }

    static ResourceCommand Command(string name, string text, string icon, ResourceCommandState state) =>
        new() { Name = name, DisplayName = text, IconName = icon, IconVariant = IconVariant.Filled, IsHighlighted = true, State = state };
}
