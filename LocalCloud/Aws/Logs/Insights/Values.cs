using System.Globalization;

namespace LocalCloud.Aws.Logs.Insights;

/// <summary>A time in milliseconds since 1970: a number in what is computed, a date in what is shown.</summary>
internal readonly record struct Moment(long Milliseconds);

/// <summary>What fields hold: null for what is not there, text, a number or a <see cref="Moment"/>.</summary>
internal static class Values
{
    public static double? Number(object? value) =>
        value switch
        {
            double number => number,
            Moment moment => moment.Milliseconds,
            bool flag => flag ? 1 : 0,
            string text
                when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) =>
                number,
            _ => null,
        };

    public static string? Text(object? value) =>
        value switch
        {
            null => null,
            string text => text,
            bool flag => flag ? "1" : "0",
            Moment moment => Date(moment),
            double number => number.ToString("0.####", CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };

    /// <summary>A condition: what is not there, false, 0 and "" are not true.</summary>
    public static bool IsTrue(object? value) =>
        value is bool flag ? flag
        : Number(value) is { } number ? number != 0
        : Text(value) is { Length: > 0 };

    public static bool AreEqual(object? one, object? other) =>
        one is not null && other is not null && (Number(one) is { } x && Number(other) is { } y ? x.Equals(y) : Text(one) == Text(other));

    /// <summary>Null when there is nothing to compare.</summary>
    public static int? Compare(object? one, object? other) =>
        one is null || other is null ? null
        : Number(one) is { } x && Number(other) is { } y ? x.CompareTo(y)
        : string.CompareOrdinal(Text(one), Text(other));

    /// <summary>
    /// What is not there, then texts, then numbers (docs: CWL_QuerySyntax-Sort: "all non-number values come before all number values").
    /// </summary>
    public static int Order(object? one, object? other)
    {
        var (a, b) = (Rank(one), Rank(other));
        return a != b ? a.CompareTo(b)
            : a == 2 ? Number(one)!.Value.CompareTo(Number(other)!.Value)
            : string.CompareOrdinal(Text(one), Text(other));

        static int Rank(object? value) =>
            value is null ? 0
            : Number(value) is null ? 1
            : 2;
    }

    // A time that is out of a calendar's range is a number all the same
    private static string Date(Moment moment) =>
        moment.Milliseconds is >= -62_135_596_800_000 and <= 253_402_300_799_999
            ? DateTimeOffset
                .FromUnixTimeMilliseconds(moment.Milliseconds)
                .UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)
            : moment.Milliseconds.ToString(CultureInfo.InvariantCulture);
}
