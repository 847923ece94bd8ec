using System.Text.RegularExpressions;
using Npgsql;

namespace Platform.Data;

/// <summary>
/// Names the spans of commands as OpenTelemetry's <c>db.query.summary</c> does: <c>SELECT orders</c>, where Npgsql says <c>postgresql</c>
/// of each.
/// </summary>
internal static partial class SqlSummary
{
    private const int MaxLength = 255;

    // Npgsql's spans, not EF Core's: those miss the commands of the outbox, the migrator and the probes.
    public static void NameSpans(NpgsqlTracingOptionsBuilder tracing) =>
        tracing
            .ConfigureCommandSpanNameProvider(command => Of(command.CommandText))
            .ConfigureBatchSpanNameProvider(batch =>
                Of(string.Join("\n", batch.BatchCommands.Cast<NpgsqlBatchCommand>().Select(command => command.CommandText)))
            );

    /// <summary>Each operation with its table, once, in order; the first word of a statement without a table.</summary>
    public static string Of(string sql)
    {
        var parts = Operations().Matches(sql).Select(match => $"{match.Groups["verb"].Value} {match.Groups["table"].Value}").Distinct();
        var summary = string.Join(' ', parts);
        return summary.Length > MaxLength ? summary[..MaxLength]
            : summary.Length > 0 ? summary
            : FirstWord().Match(sql).Value;
    }

    [GeneratedRegex(
        """\b((?<verb>INSERT) INTO|(?<verb>DELETE) FROM|(?<!FOR )(?<verb>UPDATE)|(?<verb>SELECT)\b(?:(?!\bSELECT\b).)*?\bFROM)\s+"?(?<table>\w+)""",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Operations();

    [GeneratedRegex(@"\w+")]
    private static partial Regex FirstWord();
}
