using System.Globalization;
using System.Text.Json.Serialization;

namespace LocalCloud.Aws.SecretsManager.Rotation;

/// <summary>How a secret is rotated: as it is kept, with the secret.</summary>
internal sealed record SecretRotation
{
    public bool Enabled { get; init; }
    public string? FunctionArn { get; init; }
    public RotationRules? Rules { get; init; }

    /// <summary>From which a schedule counts: the last rotation, or when the rules were set.</summary>
    public DateTimeOffset Since { get; init; }
    public DateTimeOffset? LastRotated { get; init; }

    /// <summary>When the next one begins.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>The one that has begun and not ended.</summary>
    public RotationProgress? Progress { get; init; }

    public SecretRotation Scheduled(DateTimeOffset since) => this with { Since = since, Due = Enabled ? Rules?.Next(since) : null };
}

/// <param name="Token">the version that is to be the current one</param>
/// <param name="Attempts">that failed</param>
/// <param name="Again">when it is tried again; null for at once</param>
/// <param name="IsTest">Only the step that tests is taken, and the version goes again.</param>
internal sealed record RotationProgress(string Token, int Attempts, DateTimeOffset? Again, bool IsTest);

internal sealed record RotationRules(int? AutomaticallyAfterDays, string? Duration, string? ScheduleExpression)
{
    /// <summary>
    /// The beginning of the first window after a time. Days begin at midnight, UTC, and windows of hours with the hour
    /// (docs: rotate-secrets_schedule).
    /// </summary>
    public DateTimeOffset? Next(DateTimeOffset since)
    {
        var day = new DateTimeOffset(since.UtcDateTime.Date, TimeSpan.Zero);
        if (Days is { } days)
            return day.AddDays(days);
        if (Hours is { } hours)
            return day.AddHours(since.UtcDateTime.Hour + hours);
        return EventBridge.Schedules.Schedule.Parse(ScheduleExpression ?? "")?.Next(since, since);
    }

    /// <summary>The end of the window that begins then: by default of the hour, or of the day.</summary>
    public DateTimeOffset End(DateTimeOffset begin) =>
        Duration is { } duration ? begin.AddHours(int.Parse(duration[..^1], CultureInfo.InvariantCulture))
        : Hours is not null ? begin.AddHours(1)
        : new DateTimeOffset(begin.UtcDateTime.Date, TimeSpan.Zero).AddDays(1).AddSeconds(-1);

    /// <summary>Why AWS would not take them; null when it would.</summary>
    public string? Flaw =>
        (AutomaticallyAfterDays, ScheduleExpression) switch
        {
            (null, null) => Duration is null ? null : "Duration needs AutomaticallyAfterDays or ScheduleExpression.",
            (not null, not null) => "You can't specify both AutomaticallyAfterDays and ScheduleExpression.",
            (_, { } expression) => Days is > 0 or null
            && Hours is >= 4 or null
            && !expression.Contains("minute", StringComparison.Ordinal)
            && EventBridge.Schedules.Schedule.Parse(expression) is not null
                ? null
                : $"The schedule expression {expression} isn't valid: rate(hours, at least 4), rate(days) or cron(0 hour ...).",
            _ => null,
        };

    [JsonIgnore]
    private int? Days => AutomaticallyAfterDays ?? Rate("day");

    [JsonIgnore]
    private int? Hours => Rate("hour");

    private int? Rate(string unit) =>
        ScheduleExpression is { } text
        && text.StartsWith("rate(", StringComparison.Ordinal)
        && text[5..].TrimEnd(')').Split(' ') is [var number, var of]
        && of.TrimEnd('s') == unit
        && int.TryParse(number, out var value)
            ? value
            : null;
}
