namespace LocalCloud.Aws.Scheduler.Expressions;

/// <summary>Wall clocks: a time of day that a zone has not, or has twice, on the days when it changes its clocks.</summary>
internal static class Zone
{
    public static bool TryFind(string id, out TimeZoneInfo zone)
    {
        var found = TimeZoneInfo.TryFindSystemTimeZoneById(id, out var known);
        zone = known ?? TimeZoneInfo.Utc;
        // .NET also knows the names that Windows gives to zones.
        return found && zone.HasIanaId;
    }

    /// <summary>null when the clock leaps over that time; the first of the two when it shows it twice.</summary>
    public static DateTimeOffset? ToUtc(DateTime wall, TimeZoneInfo zone)
    {
        if (zone.IsInvalidTime(wall))
            return null;
        var offset = zone.IsAmbiguousTime(wall) ? zone.GetAmbiguousTimeOffsets(wall).Max() : zone.GetUtcOffset(wall);
        return new DateTimeOffset(wall, offset).ToUniversalTime();
    }

    /// <summary>A time that the clock leaps over, as far behind the leap as it stands after its beginning.</summary>
    public static DateTimeOffset AfterGap(DateTime wall, TimeZoneInfo zone) =>
        new DateTimeOffset(wall, zone.GetUtcOffset(wall.AddHours(-3))).ToUniversalTime();
}
