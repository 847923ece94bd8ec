using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LocalCloud.Publish.Plan;

/// <summary>
/// What is said about a function, by a project's items (<c>LambdaFunction</c>) or the AppHost (<c>PublishAsLambda</c>). Null: the default
/// of its kind.
/// </summary>
internal sealed partial record FunctionSettings
{
    /// <summary>The name under which a project's own function goes, the one that takes what no other does.</summary>
    public const string Default = "default";

    public string Name { get; init; } = Default;

    /// <summary>
    /// Routes of the HTTP API that this function serves, as <c>/api/webhooks/{proxy+}</c> or <c>POST /api/webhooks/stripe</c>.
    /// </summary>
    public ImmutableArray<string> Routes { get; init; } = [];

    /// <summary>Configuration keys (or variables) that hold the URL, ARN or name of a queue.</summary>
    public ImmutableArray<string> Queues { get; init; } = [];

    /// <summary>Configuration key of the bus whose events it takes, with <see cref="EventPattern"/>.</summary>
    public string? EventBus { get; init; }
    public string? EventPattern { get; init; }
    public string? Schedule { get; init; }
    public string? ScheduleInput { get; init; }
    public int? Memory { get; init; }
    public int? Timeout { get; init; }
    public int? ProvisionedConcurrency { get; init; }
    public int? ReservedConcurrency { get; init; }
    public int? MaximumConcurrency { get; init; }
    public int? BatchSize { get; init; }
    public string? Alias { get; init; }
    public bool? WarmUp { get; init; }
    public bool? Outbox { get; init; }

    public bool IsDefault => Name == Default;

    private static readonly string[] Known =
    [
        "Routes",
        "Route",
        "Queues",
        "Queue",
        "EventBus",
        "EventPattern",
        "Schedule",
        "ScheduleInput",
        "Memory",
        "Timeout",
        "ProvisionedConcurrency",
        "ReservedConcurrency",
        "MaximumConcurrency",
        "BatchSize",
        "Alias",
        "WarmUp",
        "Outbox",
    ];

    /// <param name="values">By name, without regard to case.</param>
    /// <param name="error">Which settings and values are none.</param>
    public static FunctionSettings Read(string name, IReadOnlyDictionary<string, string> values, out string? error)
    {
        var faults = values
            .Keys.Where(k => !Known.Contains(k, StringComparer.OrdinalIgnoreCase))
            .Select(k => $"a function has no setting '{k}'; there are {string.Join(", ", Known)}")
            .ToList();
        var settings = new FunctionSettings
        {
            Name = name,
            Routes = List("Routes", "Route"),
            Queues = List("Queues", "Queue"),
            EventBus = Text("EventBus"),
            EventPattern = Text("EventPattern"),
            Schedule = Text("Schedule"),
            ScheduleInput = Text("ScheduleInput"),
            Memory = Number("Memory", 128, 10240),
            Timeout = Number("Timeout", 1, 900),
            ProvisionedConcurrency = Number("ProvisionedConcurrency", 0, 10000),
            ReservedConcurrency = Number("ReservedConcurrency", 0, 10000),
            MaximumConcurrency = Number("MaximumConcurrency", 2, 1000),
            BatchSize = Number("BatchSize", 1, 10000),
            Alias = Text("Alias"),
            WarmUp = Flag("WarmUp"),
            Outbox = Flag("Outbox"),
        };
        if (!Names.IsTaken(name))
            faults.Add($"a function cannot be called '{name}': letters, digits, hyphens and underscores, the first a letter or digit");
        if (settings.Alias is { } alias && (alias.Length > 128 || !Names.IsTaken(alias) || alias.All(char.IsAsciiDigit)))
            faults.Add($"Alias must be letters, digits, hyphens and underscores, and no number, not '{alias}'");
        if (settings.Routes.FirstOrDefault(r => !Route().IsMatch(r)) is { } route)
            faults.Add($"a route is a path, as /api/webhooks/{{proxy+}}, or a method and a path, not '{route}'");
        if (settings.Schedule is { } schedule && !ScheduleForm().IsMatch(schedule))
            faults.Add($"Schedule must be rate(5 minutes) or cron(0 8 ? * MON-FRI *), not '{schedule}'");
        if (settings.ScheduleInput is { } input && !IsJson(input))
            faults.Add("ScheduleInput is no JSON");
        error = faults.Count == 0 ? null : string.Join("; ", faults);
        return settings;

        string? Text(string key) =>
            values.FirstOrDefault(v => v.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Value is { Length: > 0 } text ? text : null;

        ImmutableArray<string> List(params string[] keys) =>
            [
                .. keys.SelectMany(k =>
                    (Text(k) ?? "").Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                ),
            ];

        int? Number(string key, int least, int most)
        {
            if (Text(key) is not { } text)
                return null;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
                return number;
            faults.Add($"{key} must be a number from {least} to {most}, not '{text}'");
            return null;
        }

        bool? Flag(string key)
        {
            if (Text(key) is not { } text)
                return null;
            if (bool.TryParse(text, out var flag))
                return flag;
            faults.Add($"{key} must be true or false, not '{text}'");
            return null;
        }
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var _ = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
    [GeneratedRegex(@"^(?:(?:ANY|GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) )?/[^\s]*\z")]
    private static partial Regex Route();

    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
    [GeneratedRegex(@"^(?:rate\(\s*[1-9]\d*\s+(?:minute|minutes|hour|hours|day|days)\s*\)|cron\(\s*\S+(?:\s+\S+){5}\s*\))\z")]
    private static partial Regex ScheduleForm();

    /// <summary>These settings where they say something, else the others.</summary>
    public FunctionSettings Over(FunctionSettings other) =>
        other with
        {
            Routes = Routes.Length > 0 ? Routes : other.Routes,
            Queues = Queues.Length > 0 ? Queues : other.Queues,
            EventBus = EventBus ?? other.EventBus,
            EventPattern = EventPattern ?? other.EventPattern,
            Schedule = Schedule ?? other.Schedule,
            ScheduleInput = ScheduleInput ?? other.ScheduleInput,
            Memory = Memory ?? other.Memory,
            Timeout = Timeout ?? other.Timeout,
            ProvisionedConcurrency = ProvisionedConcurrency ?? other.ProvisionedConcurrency,
            ReservedConcurrency = ReservedConcurrency ?? other.ReservedConcurrency,
            MaximumConcurrency = MaximumConcurrency ?? other.MaximumConcurrency,
            BatchSize = BatchSize ?? other.BatchSize,
            Alias = Alias ?? other.Alias,
            WarmUp = WarmUp ?? other.WarmUp,
            Outbox = Outbox ?? other.Outbox,
        };
}
