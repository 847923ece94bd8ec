using System.Globalization;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Clock;

/// <summary>/_localcloud/time: GET tells the time; POST .../advance?seconds=N, .../set?to=TIME, .../hold and .../follow move it.</summary>
internal static class ClockPage
{
    private const string Path = "/_localcloud/time";

    public const string NotMovable =
        "The clock is the machine's and cannot be moved. Start LocalCloud.Aws with --clock movable or --clock manual, the AppHost with "
        + "--LocalCloud:Clock=movable.";

    public const string NotTheirs = "The clock belongs to the program that LocalCloud runs in, and only that moves it.";

    public static void Map(IEndpointRouteBuilder routes, Host host)
    {
        routes.MapGet(Path, http => Pages.JsonAsync(http, Of(host.Time)));
        foreach (var change in (string[])["advance", "set", "hold", "follow"])
            routes.MapPost($"{Path}/{change}", http => ChangeAsync(http, host, change));
    }

    /// <returns>What is wrong with it; null when the clock was moved.</returns>
    public static string? Change(TimeProvider time, string change, string? value)
    {
        if (time is not MovableClock clock)
            return WhyNot(time);
        try
        {
            return Change(clock, change, value);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"The clock was not moved, for where it stands could not be kept: {e.Message}";
        }
    }

    private static string? Change(MovableClock clock, string change, string? value)
    {
        switch (change)
        {
            case "advance":
                return Advance(clock, value);
            case "set":
                return Set(clock, value);
            case "hold":
                clock.Hold();
                return null;
            default:
                clock.Follow();
                return null;
        }
    }

    public static string? WhyNot(TimeProvider time) =>
        time is MovableClock ? null
        : time == TimeProvider.System ? NotMovable
        : NotTheirs;

    private static Task ChangeAsync(HttpContext http, Host host, string change)
    {
        var query = http.Request.Query;
        var wrong = Change(host.Time, change, query[change is "set" ? "to" : "seconds"]);
        return wrong is null
            ? Pages.JsonAsync(http, Of(host.Time))
            : Pages.JsonAsync(
                http,
                new JsonObject { ["error"] = wrong },
                host.Time is MovableClock ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict
            );
    }

    private static string? Advance(MovableClock clock, string? value)
    {
        if (
            !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            || !(seconds >= 0 && seconds <= MovableClock.Farthest.TotalSeconds)
        )
            return $"seconds has to be a number of seconds that are to pass, 0 to "
                + $"{MovableClock.Farthest.TotalSeconds}{(value is null ? "" : $", not '{value}'")}";
        clock.Advance(TimeSpan.FromSeconds(seconds));
        return null;
    }

    private static string? Set(MovableClock clock, string? value)
    {
        if (!DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return $"to has to be a time as 2026-12-24T18:00:00Z{(value is null ? "" : $", not '{value}'")}";
        var now = clock.GetUtcNow();
        if (time - now > MovableClock.Farthest)
            return $"to has to be within {MovableClock.Farthest.TotalDays} days of {Text(now)}, not {Text(time)}";
        return clock.TryMoveTo(time)
            ? null
            : $"The clock does not go back, and it is {Text(now)}: {Text(time)} has passed. What is stored has later times in it.";
    }

    private static JsonObject Of(TimeProvider time) =>
        new()
        {
            ["now"] = time.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["mode"] =
                time is not MovableClock clock ? "real"
                : clock.IsHeld ? "held"
                : "running",
            ["offsetSeconds"] = time is MovableClock moved ? Math.Round(moved.Offset.TotalSeconds, 3) : 0,
        };

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
