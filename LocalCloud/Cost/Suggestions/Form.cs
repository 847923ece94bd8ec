using System.Globalization;

namespace LocalCloud.Cost.Suggestions;

/// <summary>Figures in sentences.</summary>
internal static class Form
{
    public static string Ms(double milliseconds) =>
        milliseconds switch
        {
            < 100 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.#} ms"),
            < 10_000 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0} ms"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:0.#} s"),
        };

    public static string Count(decimal count) =>
        count.ToString(count >= 10_000 || count == decimal.Truncate(count) ? "N0" : "0.##", CultureInfo.InvariantCulture);

    public static string Dollars(decimal dollars) =>
        dollars switch
        {
            0 => "$0",
            < 0 => $"-{Dollars(-dollars)}",
            >= 1000 => string.Create(CultureInfo.InvariantCulture, $"${dollars:N0}"),
            >= 0.01m => string.Create(CultureInfo.InvariantCulture, $"${dollars:0.00}"),
            // Two digits that mean something, never in powers of ten
            _ => $"${Small(dollars)}",
        };

    public static string Percent(decimal part) => string.Create(CultureInfo.InvariantCulture, $"{part * 100:0.#} %");

    private static string Small(decimal dollars)
    {
        var digits = 2;
        for (var rest = dollars; rest < 0.1m && digits < 12; rest *= 10)
            digits++;
        return Math.Round(dollars, digits).ToString(CultureInfo.InvariantCulture).TrimEnd('0').TrimEnd('.');
    }
}
