using LocalCloud.Aws.EventBridge;
using LocalCloud.Aws.Lambda;
using LocalCloud.Aws.Logs;
using LocalCloud.Aws.Scheduler;
using LocalCloud.Aws.Sns;
using LocalCloud.Aws.Sqs;

namespace LocalCloud.Aws.WebConsole;

/// <summary>From ARNs to the pages of what they name: a link where it exists, else the ARN as it is.</summary>
internal sealed class ArnLinks
{
    private readonly ConsoleRequest _page;
    private readonly HashSet<(Scope Scope, string View, string Name)> _known = [];
    private readonly List<string> _arns = [];

    /// <summary>As things stand now. Made outside of every state's gate, because it looks into the states of several services.</summary>
    public ArnLinks(ConsoleRequest page)
    {
        _page = page;
        Know<SqsState>("sqs", "queues", s => s.Queues.Keys, name => name);
        Know<SnsState>("sns", "topics", s => s.Topics.Keys, name => name);
        Know<LambdaState>("lambda", "functions", s => s.Functions.Keys, name => $"function:{name}");
        Know<EventsState>("events", "events", s => s.Buses.Keys, name => $"event-bus/{name}");
        Know<EventsState>("events", "events", s => s.Buses.Values.SelectMany(b => b.Rules.Keys.Select(rule => $"{b.Name}/{rule}")), null);
        Know<SchedulerState>("scheduler", "schedules", s => s.Schedules.Keys, null);
        Know<LogsState>("logs", "logs", s => s.Groups.Keys, null);
    }

    /// <summary>What can be a target: queues, topics, functions and buses of the page's account and region.</summary>
    public IReadOnlyList<string> Targets => _arns;

    public Html Of(string? arn) =>
        string.IsNullOrEmpty(arn) ? Widgets.None
        : Place(arn) is { } place && _known.Contains(place)
            ? Html.Of(
                $"""<a href="{(_page with { Scope = place.Scope }).Link(place.View, place.Name)}">{place.Name}</a> <small>{Kind(arn)}</small>"""
            )
        : Widgets.Code(arn);

    private static string Kind(string arn) =>
        arn.Split(':') switch
        {
            [_, _, "sqs", ..] => "queue",
            [_, _, "sns", ..] => "topic",
            [_, _, "lambda", ..] => "function",
            [_, _, "scheduler", ..] => "schedule",
            [_, _, "logs", ..] => "log group",
            [_, _, "events", _, _, var resource, ..] => resource.StartsWith("rule/", StringComparison.Ordinal) ? "rule" : "event bus",
            _ => "",
        };

    private static (Scope Scope, string View, string Name)? Place(string text)
    {
        if (!Arn.TryParse(text, out var arn))
            return null;
        (string View, string Name)? place = (arn.Service, arn.Resource.Split(':'), arn.Resource.Split('/')) switch
        {
            ("sqs", [var name], _) => ("queues", name),
            ("sns", [var name, ..], _) => ("topics", name),
            ("lambda", ["function", var name, ..], _) => ("functions", name),
            ("logs", ["log-group", var name, ..], _) => ("logs", name),
            ("scheduler", _, ["schedule", var group, var name]) => ("schedules", $"{group}/{name}"),
            ("events", _, ["event-bus", .. var bus]) => ("events", string.Join('/', bus)),
            ("events", _, ["rule", var rule]) => ("events", $"{EventsState.DefaultBus}/{rule}"),
            ("events", _, ["rule", .. var path]) => ("events", string.Join('/', path)),
            _ => null,
        };
        return place is { } found ? (arn.Scope, found.View, found.Name) : null;
    }

    private void Know<TState>(string service, string view, Func<TState, IEnumerable<string>> names, Func<string, string>? resource)
        where TState : ServiceState
    {
        foreach (var state in (_page.Host.Services.FirstOrDefault(s => s.Id == service)?.States ?? []).Cast<TState>())
        foreach (var name in _page.Host.Read(state, s => names(s).ToList()))
        {
            _known.Add((state.Scope, view, name));
            if (resource is not null && state.Scope == _page.Scope)
                _arns.Add(state.Scope.Arn(service, resource(name)));
        }
    }
}
