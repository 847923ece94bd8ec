namespace LocalCloud.Aws.EventBridge.Schedules;

/// <summary>
/// Minutes, hours, day of month, month, day of week, year. One of the two days is "?":
/// docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
/// </summary>
internal sealed class Cron : Schedule
{
    private const int FirstYear = 1970,
        LastYear = 2199;

    private readonly CronField _minutes,
        _hours,
        _months,
        _years;
    private readonly CronField? _weekdays;
    private readonly CronDay _day;

    private Cron(CronField minutes, CronField hours, CronDay day, CronField months, CronField? weekdays, CronField years) =>
        (_minutes, _hours, _day, _months, _weekdays, _years) = (minutes, hours, day, months, weekdays, years);

    public static new Cron? Parse(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 6 || parts[2] == "?" == (parts[4] == "?"))
            return null;
        var day = CronDay.Parse(parts[2], parts[4]);
        var weekdays =
            parts[4] == "?" || parts[4].AsSpan().IndexOfAny('L', '#') >= 0 ? null : CronField.Parse(parts[4], 1, 7, CronField.Weekdays);
        if (
            CronField.Parse(parts[0], 0, 59) is not { } minutes
            || CronField.Parse(parts[1], 0, 23) is not { } hours
            || CronField.Parse(parts[3], 1, 12, CronField.Months) is not { } months
            || CronField.Parse(parts[5], FirstYear, LastYear) is not { } years
            || day is null
            || (weekdays is null && day.Kind == CronDayKind.Weekdays)
        )
            return null;
        return new Cron(minutes, hours, day, months, weekdays, years);
    }

    public override DateTimeOffset? Next(DateTimeOffset start, DateTimeOffset now)
    {
        var time = new DateTime(now.Year, now.Month, now.Day, now.Hour, now.Minute, 0, DateTimeKind.Utc).AddMinutes(1);
        while (time.Year <= LastYear)
        {
            if (!_years.Has(time.Year))
                time = new DateTime(time.Year + 1, 1, 1, 0, 0, 0, DateTimeKind.Utc);
            else if (!_months.Has(time.Month))
                time = new DateTime(time.Year, time.Month, 1, 0, 0, 0, DateTimeKind.Utc).AddMonths(1);
            else if (!IsDay(time))
                time = time.Date.AddDays(1);
            else if (!_hours.Has(time.Hour))
                time = time.Date.AddHours(time.Hour + 1);
            else if (!_minutes.Has(time.Minute))
                time = time.AddMinutes(1);
            else
                return new DateTimeOffset(time, TimeSpan.Zero);
        }
        return null;
    }

    // cron counts Sunday as 1
    private bool IsDay(DateTime time) => _weekdays?.Has((int)time.DayOfWeek + 1) ?? _day.Is(time);
}
