namespace LocalCloud.Aws.EventBridge.Schedules;

internal enum CronDayKind
{
    DaysOfMonth,
    Weekdays,
    LastDay,
    NearestWeekday,
    NthWeekday,
    LastWeekday,
}

/// <summary>The day of a month: by its number (also L and 15W) or by the weekday (also 3#2 and 5L).</summary>
internal sealed record CronDay(CronDayKind Kind, CronField? Days, int Value, int Nth)
{
    public static CronDay? Parse(string dayOfMonth, string weekday)
    {
        if (dayOfMonth == "L")
            return new(CronDayKind.LastDay, null, 0, 0);
        if (dayOfMonth.EndsWith('W'))
            return CronField.Value(dayOfMonth[..^1], 1, 31, null, out var day) ? new(CronDayKind.NearestWeekday, null, day, 0) : null;
        if (dayOfMonth != "?")
            return CronField.Parse(dayOfMonth, 1, 31) is { } days ? new(CronDayKind.DaysOfMonth, days, 0, 0) : null;
        if (weekday.Split('#') is [var name, var count])
            return CronField.Value(name, 1, 7, CronField.Weekdays, out var nth) && CronField.Value(count, 1, 5, null, out var n)
                ? new(CronDayKind.NthWeekday, null, nth, n)
                : null;
        if (weekday == "L")
            return new(CronDayKind.NthWeekday, null, 7, 0); // the last day of a week: each Saturday
        if (weekday.EndsWith('L'))
            return CronField.Value(weekday[..^1], 1, 7, CronField.Weekdays, out var last)
                ? new(CronDayKind.LastWeekday, null, last, 0)
                : null;
        return new(CronDayKind.Weekdays, null, 0, 0);
    }

    public bool Is(DateTime day)
    {
        var length = DateTime.DaysInMonth(day.Year, day.Month);
        return Kind switch
        {
            CronDayKind.DaysOfMonth => Days!.Has(day.Day),
            CronDayKind.LastDay => day.Day == length,
            CronDayKind.NearestWeekday => Value <= length && day.Day == NearestWeekday(day.Year, day.Month, length),
            CronDayKind.NthWeekday => Weekday(day) == Value && (Nth == 0 || (day.Day - 1) / 7 + 1 == Nth),
            CronDayKind.LastWeekday => Weekday(day) == Value && day.Day + 7 > length,
            _ => false,
        };
    }

    private static int Weekday(DateTime day) => (int)day.DayOfWeek + 1;

    // Monday to Friday, without leaving the month
    private int NearestWeekday(int year, int month, int length) =>
        new DateTime(year, month, Value).DayOfWeek switch
        {
            DayOfWeek.Saturday => Value == 1 ? 3 : Value - 1,
            DayOfWeek.Sunday => Value == length ? Value - 2 : Value + 1,
            _ => Value,
        };
}
