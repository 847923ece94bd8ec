using LocalCloud.Aws.Scheduler.Expressions;

namespace LocalCloud.Aws.Scheduler;

internal sealed class Schedule(SchedulerState state, ScheduleRow row)
{
    private (string Text, string Timezone, Expression Expression)? _parsed;

    public SchedulerState State => state;

    public ScheduleRow Row { get; set; } = row;

    public string Key => SchedulerState.Key(Row.Group, Row.Name);

    public string Arn => state.Scope.Arn("scheduler", $"schedule/{Key}");

    public bool IsOneTime => Expression.IsOneTime;

    /// <summary>The next occurrence that has not been handled; null when there is none any more.</summary>
    public DateTimeOffset? Next => Expression.Next(Row);

    private Expression Expression
    {
        get
        {
            if (_parsed is not { } parsed || parsed.Text != Row.Expression || parsed.Timezone != Row.Timezone)
                _parsed = parsed = (Row.Expression, Row.Timezone, Expression.Parse(Row.Expression, Row.Timezone)!);
            return parsed.Expression;
        }
    }

    /// <summary>
    /// When an occurrence is to happen: somewhere in the flexible window, at a place that follows from the schedule and the time.
    /// </summary>
    public DateTimeOffset Due(DateTimeOffset occurrence)
    {
        var window = (int)Row.Window.Length.TotalSeconds;
        if (window == 0)
            return occurrence;
        var seed = (int)(occurrence.ToUnixTimeSeconds() / 60);
        foreach (var c in Arn)
            seed = unchecked(seed * 31 + c);
        return occurrence.AddSeconds(new Random(seed).Next(window));
    }
}
