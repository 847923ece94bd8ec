using System.Globalization;
using System.Text.Json;

namespace LocalCloud.Aws.Wire;

/// <summary>
/// Values that protocols carry as text (form parameters, paths, query strings, headers), written as the JSON that their member's type
/// wants.
/// </summary>
internal static class ScalarText
{
    /// <summary>What the text is not, when it does not fit: "no integer".</summary>
    public static string? Write(Utf8JsonWriter writer, string text, Type member)
    {
        var type = Nullable.GetUnderlyingType(member) ?? member;
        if (type == typeof(bool))
        {
            if (!bool.TryParse(text, out var flag))
                return "no boolean";
            writer.WriteBooleanValue(flag);
        }
        else if (type == typeof(int) || type == typeof(long))
        {
            if (
                !long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                || (type == typeof(int) && number != (int)number)
            )
                return "no integer";
            writer.WriteNumberValue(number);
        }
        else if (type == typeof(double) || type == typeof(decimal))
        {
            if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                return "no number";
            writer.WriteNumberValue(number);
        }
        else if (type == typeof(DateTimeOffset))
        {
            if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
                return "no time stamp";
            writer.WriteNumberValue(time.ToUnixTimeMilliseconds() / 1000m);
        }
        else
            writer.WriteStringValue(text);
        return null;
    }
}
