using System.Globalization;
using static System.FormattableString;

namespace LocalCloud.Tune.Results;

/// <summary>Figures as people read them.</summary>
internal static class Form
{
    public static string Milliseconds(double ms) =>
        ms switch
        {
            < 10 => Invariant($"{ms:0.00} ms"),
            < 100 => Invariant($"{ms:0.0} ms"),
            < 10_000 => Invariant($"{ms:#,0} ms"),
            _ => Invariant($"{ms / 1000:#,0.0} s"),
        };

    public static string Dollars(decimal dollars) =>
        dollars switch
        {
            0 => "$0",
            // Two figures that count
            < 0.01m => "$" + dollars.ToString($"F{(int)Math.Ceiling(-Math.Log10((double)dollars)) + 1}", CultureInfo.InvariantCulture),
            _ => Invariant($"${dollars:#,0.00}"),
        };

    public static string Percent(double part) => Invariant($"{part * 100:0.#} %");
}
