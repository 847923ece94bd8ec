using System.Globalization;

namespace LocalCloud.Aspire.Run;

/// <summary>Times as the AppHost says them: in the machine's zone, with its name.</summary>
static class LocalTime
{
    public static string Of(DateTimeOffset time) => Of(time, TimeZoneInfo.Local);

    public static string Of(DateTimeOffset time, TimeZoneInfo zone) =>
        string.Create(CultureInfo.InvariantCulture, $"{TimeZoneInfo.ConvertTime(time, zone):yyyy-MM-dd HH:mm:ss} {zone.Id}");
}
