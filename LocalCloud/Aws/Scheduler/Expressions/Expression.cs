using System.Globalization;

namespace LocalCloud.Aws.Scheduler.Expressions;

/// <summary>at(...), rate(...) or cron(...) in a time zone: docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html</summary>
internal abstract class Expression
{
    /// <summary>null when it is not valid</summary>
    public static Expression? Parse(string text, string timezone)
    {
        if (!Zone.TryFind(timezone, out var zone) || !text.EndsWith(')'))
            return null;
        var open = text.IndexOf('(', StringComparison.Ordinal);
        return open < 0
            ? null
            : text[..open] switch
            {
                "at" => At.Parse(text[(open + 1)..^1], zone),
                "rate" => Rate.Parse(text[(open + 1)..^1]),
                "cron" => CronIn.Parse(text, zone),
                _ => null,
            };
    }

    public virtual bool IsOneTime => false;

    /// <summary>What <see cref="ScheduleRow.After"/> begins with in a schedule that is made at <paramref name="now"/>.</summary>
    public abstract DateTimeOffset First(DateTimeOffset now);

    public DateTimeOffset? Next(ScheduleRow row)
    {
        if (IsOneTime) // start and end date do not count for these
            return Next(row, row.After);
        var start = row.StartDate?.AddTicks(-1);
        return Next(row, start > row.After ? start.Value : row.After) is { } next && !(next > row.EndDate) ? next : null;
    }

    protected abstract DateTimeOffset? Next(ScheduleRow row, DateTimeOffset after);
}

/// <summary>Once. A time that is past when the schedule is made is now.</summary>
internal sealed class At(DateTimeOffset time) : Expression
{
    public static At? Parse(string text, TimeZoneInfo zone) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new At(Zone.ToUtc(local, zone) ?? Zone.AfterGap(local, zone))
            : null;

    public override bool IsOneTime => true;

    public override DateTimeOffset First(DateTimeOffset now) => DateTimeOffset.MinValue;

    protected override DateTimeOffset? Next(ScheduleRow row, DateTimeOffset after) => time > after ? time : null;
}

/// <summary>
/// Every so many minutes, hours or days of 24 hours, whatever the clock does; the first time is the start date, or at once.
/// </summary>
internal sealed class Rate(TimeSpan period) : Expression
{
    public static Rate? Parse(string text)
    {
        var parts = text.Split(' ');
        if (
            parts.Length != 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            || value is < 1 or > 1_000_000
        )
            return null;
        TimeSpan? unit = parts[1] switch
        {
            "minute" or "minutes" => TimeSpan.FromMinutes(1),
            "hour" or "hours" => TimeSpan.FromHours(1),
            "day" or "days" => TimeSpan.FromDays(1),
            _ => null,
        };
        return unit is { } known ? new Rate(known * value) : null;
    }

    public override DateTimeOffset First(DateTimeOffset now) => now.AddTicks(-1);

    protected override DateTimeOffset? Next(ScheduleRow row, DateTimeOffset after)
    {
        var start = row.StartDate ?? row.Anchor;
        return after < start ? start : start + period * ((after - start).Ticks / period.Ticks + 1);
    }
}

/// <summary>
/// A cron expression on a zone's wall clock. "If a cron expression falls on a non-existent date and time, your schedule invocation is
/// skipped"; when the clock is turned back "your schedule runs only once and does not repeat its invocation".
/// </summary>
internal sealed class CronIn(EventBridge.Schedules.Schedule cron, TimeZoneInfo zone) : Expression
{
    public static CronIn? Parse(string text, TimeZoneInfo zone) =>
        EventBridge.Schedules.Schedule.Parse(text) is { } cron ? new CronIn(cron, zone) : null;

    public override DateTimeOffset First(DateTimeOffset now) => now;

    protected override DateTimeOffset? Next(ScheduleRow row, DateTimeOffset after)
    {
        var wall = new DateTimeOffset(TimeZoneInfo.ConvertTime(after, zone).DateTime, TimeSpan.Zero);
        while (cron.Next(wall, wall) is { } next)
        {
            if (Zone.ToUtc(next.DateTime, zone) is { } utc && utc > after)
                return utc;
            wall = next;
        }
        return null;
    }
}
