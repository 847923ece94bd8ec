using System.CommandLine.Parsing;
using System.Globalization;

namespace Serverless.Cli.Cost;

/// <summary>A time, or how long ago.</summary>
internal static class SinceOption
{
    /// <summary>Refuses what is no time, and a time that has not come yet.</summary>
    public static void Check(OptionResult result)
    {
        if (result.Tokens is not [var token])
            return;
        var now = TimeProvider.System.GetUtcNow();
        if (Read(token.Value, now) is not { } time)
            result.AddError($"'{token.Value}' is no time: give one as in 2026-11-30T12:00:00Z, or how long ago, as in 30m, 12h or 7d.");
        else if (time > now)
            result.AddError($"--since {token.Value} is in the future: it is {now.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ} now.");
    }

    /// <returns>null: it is neither.</returns>
    public static DateTimeOffset? Read(string text, DateTimeOffset now)
    {
        if (
            text.Length > 1
            && Unit(text[^1]) is { } unit
            && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number > 0
            && number < TimeSpan.FromDays(3650) / unit
        )
            return now - (number * unit);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
    }

    private static TimeSpan? Unit(char unit) =>
        unit switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            _ => null,
        };
}
