using System.Globalization;

namespace LocalCloud.Aws.DynamoDb.Values;

internal static class NumberErrors
{
    public const string Precision = "Attempting to store more than 38 significant digits in a Number";
    public const string Overflow = "Number overflow. Attempting to store a number with magnitude larger than supported range";
    public const string Underflow = "Number underflow. Attempting to store a number with magnitude smaller than supported range";
    public const string NotANumber = "The parameter cannot be converted to a numeric value";
}

/// <summary>Numbers travel as text, in and out, so that no client loses digits.</summary>
internal static class NumberText
{
    public static DynamoNumber.Outcome Parse(string text)
    {
        var index = 0;
        var negative = false;
        if (index < text.Length && text[index] is '+' or '-')
            negative = text[index++] == '-';

        // Zeros are counted, not multiplied in: leading ones mean nothing, trailing ones only shift the exponent.
        Int128 coefficient = 0;
        var (digits, pendingZeros, scale) = (0, 0, 0);
        var (seenDigit, seenPoint) = (false, false);
        for (; index < text.Length; index++)
        {
            var c = text[index];
            if (c == '.' && !seenPoint)
            {
                seenPoint = true;
                continue;
            }
            if (!char.IsAsciiDigit(c))
                break;
            seenDigit = true;
            if (seenPoint)
                scale++;
            if (c == '0')
            {
                if (digits > 0)
                    pendingZeros++;
                continue;
            }
            digits += pendingZeros + 1;
            if (digits > DynamoNumber.MaxDigits)
                continue;
            coefficient = coefficient * (Int128)DynamoNumber.PowersOfTen[pendingZeros + 1] + (c - '0');
            pendingZeros = 0;
        }

        var exponent = 0;
        if (!seenDigit || (index < text.Length && !TryParseExponent(text.AsSpan(index), out exponent)))
            return new(text.Length == 0 ? NumberErrors.NotANumber : $"{NumberErrors.NotANumber}: {text}");
        if (digits == 0)
            return new(default(DynamoNumber));
        if (digits > DynamoNumber.MaxDigits)
            return new(NumberErrors.Precision);
        return DynamoNumber.Checked(DynamoNumber.Normalise(negative ? -coefficient : coefficient, exponent - scale + pendingZeros));
    }

    private static bool TryParseExponent(ReadOnlySpan<char> text, out int exponent)
    {
        exponent = 0;
        if (text[0] is not ('e' or 'E') || text.Length < 2 || !(char.IsAsciiDigit(text[^1])))
            return false;
        if (!long.TryParse(text[1..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            return text.Length > 19 && text[2..].IndexOfAnyExceptInRange('0', '9') < 0 && Far(text[1], out exponent);
        exponent = (int)Math.Clamp(value, -100_000, 100_000);
        return true;
    }

    private static bool Far(char sign, out int exponent)
    {
        exponent = sign == '-' ? -100_000 : 100_000;
        return true;
    }

    /// <summary>Plain digits without an exponent, without zeros that say nothing: as DynamoDB returns numbers.</summary>
    public static string Format(DynamoNumber number)
    {
        if (number.IsZero)
            return "0";
        var digits = Int128.Abs(number.Coefficient).ToString(CultureInfo.InvariantCulture);
        var point = digits.Length + number.Exponent;
        var plain =
            number.Exponent >= 0 ? digits + new string('0', number.Exponent)
            : point > 0 ? $"{digits.AsSpan(0, point)}.{digits.AsSpan(point)}"
            : $"0.{new string('0', -point)}{digits}";
        return number.IsNegative ? "-" + plain : plain;
    }
}
