using System.Globalization;

namespace LocalCloud.Aws.Logs.Patterns;

/// <summary>An operator with its value.</summary>
internal sealed class Comparison(string op, double? number, Func<string, bool> matches)
{
    /// <param name="quoted">A text, even if it looks like a number.</param>
    public static Comparison Of(string op, string value, bool quoted) =>
        new(
            op,
            !quoted && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
            Text.Wildcard(value)
        );

    public static Comparison? OfExpression(string op, string expression) =>
        Text.Expression(expression) is { } matches && op is "=" or "!=" ? new(op, null, matches) : null;

    public bool Test(string text)
    {
        double? given =
            number is not null && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
        return op switch
        {
            "=" => given is not null ? given == number : matches(text),
            "!=" => given is not null ? given != number : !matches(text),
            "<" => given < number,
            "<=" => given <= number,
            ">" => given > number,
            _ => given >= number,
        };
    }
}
