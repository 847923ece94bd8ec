using System.Globalization;

namespace LocalCloud.Aws.EventBridge.Patterns;

/// <summary>
/// A number as patterns compare it: whole millionths. EventBridge compares numbers between -5e9 and 5e9 with six decimals;
/// others (an account id, say) can only be matched by their exact text.
/// </summary>
internal static class ComparableNumber
{
    private const long Scale = 1_000_000;
    private const long Limit = 5_000_000_000 * Scale;

    public static bool TryParse(ReadOnlySpan<byte> text, out long millionths) => Parse(text, out millionths) is null;

    /// <summary>null, or why the number cannot be compared</summary>
    public static string? Parse(ReadOnlySpan<byte> text, out long millionths)
    {
        if (TryParseInteger(text, out millionths))
            return InRange(millionths);
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return OutOfRange;
        if (number is > 5_000_000_000m or < -5_000_000_000m)
            return OutOfRange;
        var scaled = number * Scale;
        if (scaled != decimal.Truncate(scaled))
            return $"Only values upto 6 decimals are supported: {number}";
        millionths = (long)scaled;
        return null;
    }

    private const string OutOfRange = "Value must be between -5.0E9 and 5.0E9, inclusive";

    private static string? InRange(long millionths) => millionths is > Limit or < -Limit ? OutOfRange : null;

    private static bool TryParseInteger(ReadOnlySpan<byte> text, out long millionths)
    {
        millionths = 0;
        var negative = text is [(byte)'-', ..];
        var digits = negative ? text[1..] : text;
        if (digits.IsEmpty || digits.Length > 12)
            return false;
        long value = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return false;
            value = value * 10 + (digit - '0');
        }
        millionths = (negative ? -value : value) * Scale;
        return true;
    }
}
