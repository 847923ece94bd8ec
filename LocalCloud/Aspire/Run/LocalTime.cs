using System.Globalization;

namespace LocalCloud.Aspire.Run;

/// <summary>Times as the AppHost says them: in the machine's zone, with its name.</summary>
internal static class LocalTime
{
    public static string Of(DateTimeOffset time) => Of(time, TimeZoneInfo.Local);

    public static string Of(DateTimeOffset time, TimeZoneInfo zone) =>
        string.Create(CultureInfo.InvariantCulture, $"{TimeZoneInfo.ConvertTime(time, zone):yyyy-MM-dd HH:mm:ss} {Name(zone)}");

    // Machines without a zone of their own call it Etc/UTC
    public static string Name(TimeZoneInfo zone) => zone.Id is "Etc/UTC" or "Etc/UCT" or "Etc/GMT" ? "UTC" : zone.Id;
}
