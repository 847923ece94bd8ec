using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace ServiceDefaults.Logging;

/// <summary>
/// One line for a person: time (UTC), level, the category's last name, the message, and the ids of the work that it belongs to. What has
/// more lines (an exception) is indented below.
/// </summary>
internal sealed class PlainLogFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "serverless-plain";

    private const string Indent = "\n    ";

    public override void Write<TState>(in LogEntry<TState> entry, IExternalScopeProvider? scopes, TextWriter output)
    {
        output.Write(time.GetUtcNow().ToString("HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        output.Write($" {Level(entry.LogLevel)} {entry.Category[(entry.Category.LastIndexOf('.') + 1)..]}: ");
        output.Write(Indented(entry.Formatter(entry.State, entry.Exception)));
        scopes?.ForEachScope(WriteIds, output);
        if (entry.Exception is { } exception)
        {
            output.Write(Indent);
            output.Write(Indented(exception.ToString()));
        }

        output.Write('\n');
    }

    private static void WriteIds(object? scope, TextWriter output)
    {
        if (scope is not WorkIds ids)
        {
            return;
        }

        foreach (var (name, id) in ids)
        {
            output.Write($" {(name.EndsWith(".id", StringComparison.Ordinal) ? name[..^3] : name)}={id}");
        }
    }

    private static string Level(LogLevel level) =>
        level switch
        {
            LogLevel.Trace => "trce",
            LogLevel.Debug => "dbug",
            LogLevel.Information => "info",
            LogLevel.Warning => "warn",
            LogLevel.Error => "fail",
            _ => "crit",
        };

    // What else controls a terminal may come from outside, in a path say.
    private static string Indented(string text) =>
        string.Concat(
            text.ReplaceLineEndings("\n")
                .Select(c =>
                    c == '\n' ? Indent
                    : char.IsControl(c) ? "?"
                    : c.ToString()
                )
        );
}
