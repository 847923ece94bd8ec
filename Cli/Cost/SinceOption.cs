using System.Globalization;

namespace Serverless.Cli.Cost;

/// <summary>A time, or how long ago.</summary>
static class SinceOption
{
    /// <returns>null: it is neither.</returns>
    public static DateTimeOffset? Read(string text, DateTimeOffset now)
    {
        if (text.Length > 1 && Unit(text[^1]) is { } unit
            && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number > 0 && number < TimeSpan.FromDays(3650) / unit)
            return now - (number * unit);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
    }

    static TimeSpan? Unit(char unit) => unit switch
    {
        's' => TimeSpan.FromSeconds(1),
        'm' => TimeSpan.FromMinutes(1),
        'h' => TimeSpan.FromHours(1),
        'd' => TimeSpan.FromDays(1),
        _ => null,
    };
}
