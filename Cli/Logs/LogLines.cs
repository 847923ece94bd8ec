using System.Globalization;
using System.Text.RegularExpressions;
using LocalCloud.AwsClients.Logs;
using Spectre.Console;

namespace Serverless.Cli.Logs;

/// <summary>A line for each event: its time (UTC) and what was logged. Colours on a terminal, as far as that wants any.</summary>
internal sealed partial class LogLines(TextWriter output, bool colours)
{
    public static LogLines Create() =>
        new(
            Console.Out,
            !Console.IsOutputRedirected
                && AnsiConsole.Profile.Capabilities.Ansi
                && Environment.GetEnvironmentVariable("NO_COLOR") is not { Length: > 0 }
        );

    public void Write(LogEvent e)
    {
        var time = e.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var text = e.Message.TrimEnd();
        output.WriteLine(
            !colours ? $"{time} {text}"
            : Colour(text) is { } colour ? $"\u001b[2m{time}\u001b[0m \u001b[{colour}m{text}\u001b[0m"
            : $"\u001b[2m{time}\u001b[0m {text}"
        );
    }

    private static string? Colour(string text) =>
        Platform().IsMatch(text) ? "2"
        : Error().IsMatch(text) ? "31"
        : Warning().IsMatch(text) ? "33"
        : null;

    // Lambda's own
    [GeneratedRegex(@"^(INIT_START|INIT_REPORT|START|END|REPORT) |^\{""time"":""[^""]*"",""type"":""platform\.")]
    private static partial Regex Platform();

    // As .NET, Node, Python and JSON loggers name it, and Lambda's time-out
    [GeneratedRegex(
        @"""(?:LogLevel|level)"":""(?:error|critical|fatal)|\b(?:ERROR|FATAL|CRITICAL)\b|^(?:fail|crit):|Task timed out",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Error();

    [GeneratedRegex(@"""(?:LogLevel|level)"":""warn|\bWARN(?:ING)?\b|^warn:", RegexOptions.IgnoreCase)]
    private static partial Regex Warning();
}
