using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LocalCloud.Tune.Lambda;

/// <summary>
/// What Lambda has measured of an invocation: the REPORT line, or <c>platform.report</c> where the function logs JSON
/// (https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html).
/// </summary>
/// <param name="Duration">Milliseconds of the invocation.</param>
/// <param name="Billed">Milliseconds, those of the init phase included.</param>
/// <param name="MaxMemory">MB.</param>
/// <param name="Init">Milliseconds of the init phase; null when an environment was there already.</param>
sealed partial record ReportLine(double Duration, long Billed, int MaxMemory, double? Init)
{
    /// <returns>null when there is none.</returns>
    public static ReportLine? Find(string log) => Text().Matches(log).LastOrDefault() is { } match ? Read(match) : FindJson(log);

    [GeneratedRegex(
        @"^REPORT RequestId: .*?\tDuration: (?<duration>[0-9.]+) ms\tBilled Duration: (?<billed>[0-9]+) ms\t"
            + @"Memory Size: [0-9]+ MB\tMax Memory Used: (?<memory>[0-9]+) MB(.*?\t(Init|Restore) Duration: (?<init>[0-9.]+) ms)?",
        RegexOptions.Multiline
    )]
    private static partial Regex Text();

    static ReportLine Read(Match match) =>
        new(
            double.Parse(match.Groups["duration"].Value, CultureInfo.InvariantCulture),
            long.Parse(match.Groups["billed"].Value, CultureInfo.InvariantCulture),
            int.Parse(match.Groups["memory"].Value, CultureInfo.InvariantCulture),
            match.Groups["init"] is { Success: true, Value: var init } ? double.Parse(init, CultureInfo.InvariantCulture) : null
        );

    static ReportLine? FindJson(string log)
    {
        foreach (var line in log.Split('\n').Where(l => l.Contains("platform.report", StringComparison.Ordinal)))
        {
            try
            {
                if (JsonNode.Parse(line)?["record"]?["metrics"] is JsonObject metrics)
                    return new(
                        (double)metrics["durationMs"]!,
                        (long)metrics["billedDurationMs"]!,
                        (int)metrics["maxMemoryUsedMB"]!,
                        (double?)metrics["initDurationMs"]
                    );
            }
            catch (JsonException)
            {
                // A line of the function's own that speaks of it, or one that the 4 KB have cut
            }
        }
        return null;
    }
}
