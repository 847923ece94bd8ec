using System.Globalization;

namespace LocalCloud.Aspire.Commands;

/// <summary>Lengths of time as people write them: <c>90s</c>, <c>5 min</c>, <c>1.5h</c>, <c>4d</c>; a number alone is seconds.</summary>
internal static class Durations
{
    // As far as LocalCloud.Aws goes at once: a hundred years
    private static readonly double Longest = TimeSpan.FromDays(36_525).TotalSeconds;

    private static readonly (string Unit, double Seconds)[] Units =
    [
        ("", 1),
        ("s", 1),
        ("sec", 1),
        ("m", 60),
        ("min", 60),
        ("h", 3600),
        ("d", 86400),
        ("days", 86400),
        ("day", 86400),
    ];

    /// <returns>Null for what is no length of time above zero, at most a hundred years.</returns>
    public static TimeSpan? Parse(string? text)
    {
        text = text?.Trim() ?? "";
        var digits = text.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
        var unit = text[digits..].Trim();
        var known = Units.Where(u => u.Unit.Equals(unit, StringComparison.OrdinalIgnoreCase)).ToList();
        if (known.Count == 0 || !double.TryParse(text[..digits], CultureInfo.InvariantCulture, out var number))
            return null;
        var seconds = number * known[0].Seconds;
        return seconds > 0 && seconds <= Longest ? TimeSpan.FromSeconds(seconds) : null;
    }

    public static string Refusal(string? text) =>
        $"'{text}' is no length of time: a number above 0 and s, m, h or d, as in 90s, 5m, 1.5h or 4d.";
}
