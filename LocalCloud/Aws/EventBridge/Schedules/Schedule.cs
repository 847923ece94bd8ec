namespace LocalCloud.Aws.EventBridge.Schedules;

/// <summary>rate(...) or cron(...), in UTC.</summary>
internal abstract class Schedule
{
    /// <summary>null when the expression is not valid</summary>
    public static Schedule? Parse(string expression)
    {
        if (expression.StartsWith("rate(", StringComparison.Ordinal) && expression.EndsWith(')'))
            return Rate.Parse(expression["rate(".Length..^1]);
        return expression.StartsWith("cron(", StringComparison.Ordinal) && expression.EndsWith(')')
            ? Cron.Parse(expression["cron(".Length..^1])
            : null;
    }

    /// <summary>The first time after <paramref name="now"/>; null when there is none. A rate counts from
    /// <paramref name="start"/>.</summary>
    public abstract DateTimeOffset? Next(DateTimeOffset start, DateTimeOffset now);
}

/// <summary>"5 minutes": the unit is singular for 1 and plural for more.</summary>
internal sealed class Rate(TimeSpan period) : Schedule
{
    public static new Rate? Parse(string text)
    {
        var parts = text.Split(' ');
        if (parts.Length != 2 || !int.TryParse(parts[0], System.Globalization.NumberStyles.None, null, out var value) || value < 1)
            return null;
        TimeSpan? unit = parts[1] switch
        {
            "minute" or "minutes" => TimeSpan.FromMinutes(1),
            "hour" or "hours" => TimeSpan.FromHours(1),
            "day" or "days" => TimeSpan.FromDays(1),
            _ => null,
        };
        return unit is null || parts[1].EndsWith('s') == (value == 1) ? null : new Rate(unit.Value * value);
    }

    public override DateTimeOffset? Next(DateTimeOffset start, DateTimeOffset now) =>
        now < start ? start + period : start + period * ((now - start).Ticks / period.Ticks + 1);
}
