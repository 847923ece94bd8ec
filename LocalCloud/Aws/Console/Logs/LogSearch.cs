using System.Globalization;

namespace LocalCloud.Aws.WebConsole.Logs;

/// <summary>Which events are shown, as it stands in the address.</summary>
/// <param name="Pattern">CloudWatch's filter pattern.</param>
/// <param name="Text">Anywhere in the event, in capitals or not.</param>
/// <param name="Since">Seconds before now.</param>
/// <param name="From">In the zone of the page.</param>
/// <param name="IsNewestLast">As a terminal shows it.</param>
/// <param name="Before">Position of the event that an older page begins behind.</param>
internal sealed record LogSearch(
    string? Pattern,
    string? Text,
    string? Stream,
    long? Since,
    string? From,
    string? To,
    bool IsNewestLast,
    string? Before
)
{
    private static readonly (string, string)[] Spans =
    [
        ("", "all"),
        ("300", "the last 5 minutes"),
        ("900", "the last 15 minutes"),
        ("3600", "the last hour"),
        ("86400", "the last day"),
        ("604800", "the last 7 days"),
    ];

    public static LogSearch Of(ConsoleRequest page) =>
        new(
            page.Value("filter"),
            page.Value("text"),
            page.Value("stream"),
            long.TryParse(page.Value("since"), NumberStyles.None, CultureInfo.InvariantCulture, out var since)
            && since is > 0 and < 1_000_000_000
                ? since
                : null,
            page.Value("from"),
            page.Value("to"),
            page.Value("order") == "last",
            page.Value("before")
        );

    public bool IsAll => this is { Pattern: null, Text: null, Stream: null, Since: null, From: null, To: null };

    public Html Form(ConsoleRequest page) =>
        Html.Of(
            $"""
        {Forms.Ask(page, "Show",
            new Field("text", "Text", Hint: "Anywhere in an event"),
            new Field("filter", "Filter pattern", Hint: "As ERROR -timeout, { $.level = \"error\" } or [ip, user, status = 5*]"),
            Field.Select("since", "Time", Spans),
            new Field("from", "From", Hint: $"As 2026-12-24 18:00 ({ConsoleZone.Name(page.Zone)})"),
            new Field("to", "To"),
            new Field("stream", "Stream"),
            Field.Select("order", "Order", [("", "newest first"), ("last", "newest last")]))}
        {(IsAll && Before is null ? Widgets.None : Html.Of($"<p>{Widgets.Anchor(page.Link("logs", page.Name), "Show all events")}</p>"))}
        """
        );

    /// <summary>Milliseconds since 1970, both within.</summary>
    public (long From, long To) Range(ConsoleRequest page, out string? wrong)
    {
        wrong = null;
        var (from, to) = (0L, long.MaxValue);
        if (Since is { } seconds)
            from = page.Host.Time.GetUtcNow().AddSeconds(-seconds).ToUnixTimeMilliseconds();
        if (From is not null && Read(From, page.Zone, ref wrong) is { } after)
            from = Math.Max(from, after);
        if (To is not null && Read(To, page.Zone, ref wrong) is { } before)
            to = before;
        return (from, to);
    }

    private static long? Read(string text, TimeZoneInfo zone, ref string? wrong)
    {
        if (
            DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time)
            && time.Year is > 1970 and < 9999
            && (time.Kind is not DateTimeKind.Unspecified || !zone.IsInvalidTime(time))
        )
            return new DateTimeOffset(
                time.Kind is DateTimeKind.Unspecified ? TimeZoneInfo.ConvertTimeToUtc(time, zone) : time,
                TimeSpan.Zero
            ).ToUnixTimeMilliseconds();
        wrong = $"“{text}” is no time: write it as 2026-12-24 18:00.";
        return null;
    }
}
