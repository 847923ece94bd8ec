using System.Globalization;
using LocalCloud.Aws.Clock;

namespace LocalCloud.Aws.WebConsole;

/// <summary>The clock of every delay, window, schedule and expiry.</summary>
internal sealed class ClockView : IConsoleView
{
    private static readonly (string Seconds, string Words)[] Steps =
    [
        ("1", "1 second"),
        ("30", "30 seconds"),
        ("60", "1 minute"),
        ("900", "15 minutes"),
        ("3600", "1 hour"),
        ("86400", "1 day"),
        ("2592000", "30 days"),
    ];

    public string Id => "clock";

    public string Title => "Clock";

    public int? Count(ConsoleRequest page) => null;

    public ValueTask<Html> ShowAsync(ConsoleRequest page) =>
        new(
            Html.Of(
                $"""
                {Widgets.Live(
                    "time",
                    Widgets.Facts(
                        ("Time", Widgets.Text($"{Seconds(page)} ({ConsoleZone.Name(page.Zone)})")),
                        ("Clock", Widgets.Text(Mode(page.Host.Time)))
                    )
                )}
                {(
                    page.Host.Time is MovableClock clock
                        ? Controls(page, clock)
                        : Html.Of($"""<p class="empty">{ClockPage.WhyNot(page.Host.Time)}</p>""")
                )}
                """
            )
        );

    public ValueTask<Outcome> ActAsync(ConsoleRequest page, ConsoleForm form)
    {
        var value = form.Optional("seconds") ?? form.Optional("to");
        var wrong = form.Action switch
        {
            "advance" or "hold" or "follow" => ClockPage.Change(page.Host.Time, form.Action, value),
            "set" => ClockPage.Change(page.Host.Time, form.Action, InUtc(value, page.Zone)),
            _ => $"The clock has no {form.Action}.",
        };
        return new(
            wrong is null
                ? Outcome.Done($"It is {page.Local(page.Host.Time.GetUtcNow())} ({ConsoleZone.Name(page.Zone)}).")
                : Outcome.Refused(wrong)
        );
    }

    private static string Seconds(ConsoleRequest page) =>
        TimeZoneInfo.ConvertTime(page.Host.Time.GetUtcNow(), page.Zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Mode(TimeProvider time) =>
        time is not MovableClock clock ? "real: the machine's"
        : clock.IsHeld ? $"held: it stands still until it is moved{Off(clock)}"
        : $"running with the machine's{Off(clock)}";

    private static string Off(MovableClock clock) =>
        Math.Round(clock.Offset.TotalSeconds) is not 0 and var seconds
            ? string.Create(CultureInfo.InvariantCulture, $", {Widgets.Span(Math.Abs(seconds))} {(seconds > 0 ? "ahead of" : "behind")} it")
            : "";

    private static Html Controls(ConsoleRequest page, MovableClock clock) =>
        Html.Of(
            $"""
            <div class="actions">
            {(clock.IsHeld ? Forms.Button(page, "follow", "Let it run") : Forms.Button(page, "hold", "Hold it"))}
            {Steps.Select(step => Forms.Button(page, "advance", $"+ {step.Words}", ("seconds", step.Seconds)))}
            </div>
            <h2>Move it ahead</h2>
            {Forms.Of(page, "advance", "Advance", Field.Number("seconds", "Seconds that are to pass") with { IsRequired = true })}
            {Forms.Of(
                page,
                "set",
                "Set",
                new Field(
                    "to",
                    $"Time that it is to be ({ConsoleZone.Name(page.Zone)})",
                    Hint: "As 2026-12-24 18:00; not before now: the clock does not go back"
                )
                {
                    IsRequired = true,
                }
            )}
            <p class="soft">Every delay, schedule, window and expiry that it is moved over happens, in order. The application's own clocks stay as they are.</p>
            """
        );

    // Without an offset it is meant in the zone of the page.
    private static string? InUtc(string? text, TimeZoneInfo zone) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time)
        && time.Kind is DateTimeKind.Unspecified
        && !zone.IsInvalidTime(time)
            ? TimeZoneInfo.ConvertTimeToUtc(time, zone).ToString("O", CultureInfo.InvariantCulture)
            : text;
}
