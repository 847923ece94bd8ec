using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LocalCloud.AwsClients.Lambda;

/// <summary>
/// What Lambda has measured of an invocation: a REPORT line, or <c>platform.report</c> where it logs JSON
/// (https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html).
/// </summary>
/// <param name="Duration">Milliseconds of the invocation.</param>
/// <param name="Billed">Milliseconds, those of the init phase included.</param>
/// <param name="MemoryMb">As configured when it ran.</param>
/// <param name="UsedMb">The most that was used.</param>
/// <param name="Init">Milliseconds of the init or restore phase; null when an environment was there already.</param>
/// <param name="Status">null: success; else timeout, error, failure.</param>
internal sealed partial record ReportLine(double Duration, long Billed, int MemoryMb, int UsedMb, double? Init, string? Status)
{
    public const string TextPattern = "\"REPORT RequestId:\"",
        JsonPattern = "{ $.type = \"platform.report\" }";

    /// <param name="log">Lines of one invocation, or the end of them.</param>
    /// <returns>The last of them, for a function may log what looks like it; null when there is none.</returns>
    public static ReportLine? Find(string log) => log.Split('\n').Select(Parse).LastOrDefault(line => line is not null);

    /// <returns>null when it is another line.</returns>
    public static ReportLine? Parse(string message) =>
        message.StartsWith('{') ? ParseJson(message)
        : Text().Match(message) is { Success: true } match ? Read(match)
        : null;

    private static ReportLine Read(Match match) =>
        new(
            Real(match, "duration")!.Value,
            (long)Real(match, "billed")!.Value,
            (int)Real(match, "size")!.Value,
            (int)Real(match, "used")!.Value,
            Real(match, "init"),
            match.Groups["status"] is { Success: true, Value: not "success" and var status } ? status : null
        );

    private static double? Real(Match match, string group) =>
        match.Groups[group] is { Success: true, Value: var text } ? double.Parse(text, CultureInfo.InvariantCulture) : null;

    private static ReportLine? ParseJson(string message)
    {
        try
        {
            if (JsonNode.Parse(message) is not JsonObject line || (string?)line["type"] != "platform.report")
                return null;
            if (line["record"]?["metrics"] is not JsonObject metrics)
                return null;
            return new(
                (double?)metrics["durationMs"] ?? 0,
                (long)Math.Ceiling((double?)metrics["billedDurationMs"] ?? 0),
                (int?)metrics["memorySizeMB"] ?? 0,
                (int?)metrics["maxMemoryUsedMB"] ?? 0,
                (double?)(metrics["initDurationMs"] ?? metrics["restoreDurationMs"]),
                (string?)line["record"]!["status"] is { } status and not "success" ? status : null
            );
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            // A line of the function's own that looks like it
            return null;
        }
    }

    [GeneratedRegex(
        @"^REPORT RequestId: [^\t]*\tDuration: (?<duration>[0-9.]+) ms\tBilled Duration: (?<billed>[0-9]+) ms"
            + @"\tMemory Size: (?<size>[0-9]+) MB\tMax Memory Used: (?<used>[0-9]+) MB"
            + @"(.*?\t(Init|Restore) Duration: (?<init>[0-9.]+) ms)?(.*?Status: (?<status>\w+))?",
        RegexOptions.Singleline
    )]
    private static partial Regex Text();
}
