using System.Globalization;

namespace LocalCloud.Aspire.Run;

/// <summary>DCP puts the time, in UTC, in front of each line of a resource; what the line goes to says its own, or none.</summary>
internal static class LogTime
{
    public static string Without(string line) =>
        line.IndexOf(' ', StringComparison.Ordinal) is > 19 and var end
        && DateTimeOffset.TryParse(line.AsSpan(0, end), CultureInfo.InvariantCulture, out _)
            ? line[(end + 1)..]
            : line;
}
