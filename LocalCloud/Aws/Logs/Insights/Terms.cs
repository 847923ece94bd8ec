using System.Text.RegularExpressions;

namespace LocalCloud.Aws.Logs.Insights;

/// <summary>What a query computes of a line.</summary>
internal abstract class Term
{
    public abstract object? Of(Line line);
}

internal sealed class FieldTerm(string name) : Term
{
    public string Name => name;

    public override object? Of(Line line) => line[name];
}

internal sealed class ConstantTerm(object? value) : Term
{
    public object? Value => value;

    public override object? Of(Line line) => value;
}

internal sealed class FunctionTerm(Func<object?[], object?> function, Term[] arguments) : Term
{
    public override object? Of(Line line) => function(Array.ConvertAll(arguments, argument => argument.Of(line)));
}

internal sealed class NotTerm(Term condition) : Term
{
    public override object? Of(Line line) => !Values.IsTrue(condition.Of(line));
}

internal sealed class EitherTerm(Term one, Term other) : Term
{
    public override object? Of(Line line) => Values.IsTrue(one.Of(line)) || Values.IsTrue(other.Of(line));
}

internal sealed class BothTerm(Term one, Term other) : Term
{
    public override object? Of(Line line) => Values.IsTrue(one.Of(line)) && Values.IsTrue(other.Of(line));
}

internal sealed class InTerm(Term value, Term[] items) : Term
{
    public override object? Of(Line line)
    {
        var wanted = value.Of(line);
        return Array.Exists(items, item => Values.AreEqual(wanted, item.Of(line)));
    }
}

internal sealed class LikeTerm(Term value, Regex pattern) : Term
{
    public override object? Of(Line line) => Values.Text(value.Of(line)) is { } text && pattern.IsMatch(text);
}

/// <summary>Text that is somewhere within, in its case.</summary>
internal sealed class ContainsTerm(Term value, Term part) : Term
{
    public override object? Of(Line line) =>
        Values.Text(value.Of(line)) is { } text
        && Values.Text(part.Of(line)) is { } within
        && text.Contains(within, StringComparison.Ordinal);
}

/// <summary>What is not there equals nothing, and is neither less nor more than anything.</summary>
internal sealed class ComparisonTerm(string sign, Term one, Term other) : Term
{
    public override object? Of(Line line)
    {
        var (left, right) = (one.Of(line), other.Of(line));
        return sign switch
        {
            "=" => Values.AreEqual(left, right),
            "!=" => !Values.AreEqual(left, right),
            "<" => Values.Compare(left, right) < 0,
            "<=" => Values.Compare(left, right) <= 0,
            ">" => Values.Compare(left, right) > 0,
            _ => Values.Compare(left, right) >= 0,
        };
    }
}

internal sealed class ArithmeticTerm(char sign, Term one, Term other) : Term
{
    public override object? Of(Line line)
    {
        if (Values.Number(one.Of(line)) is not { } left || Values.Number(other.Of(line)) is not { } right)
            return null;
        var result = sign switch
        {
            '+' => left + right,
            '-' => left - right,
            '*' => left * right,
            '/' => left / right,
            '%' => left % right,
            _ => Math.Pow(left, right),
        };
        return double.IsFinite(result) ? result : null;
    }
}

/// <summary>A period of time, as 5m: in milliseconds, or in months.</summary>
internal sealed class PeriodTerm(long milliseconds, int months) : Term
{
    public override object? Of(Line line) => milliseconds;

    /// <summary>The beginning of the period that a time is in, or of the next one.</summary>
    public Moment Floor(long time, bool up)
    {
        var start = months == 0 ? time - (((time % milliseconds) + milliseconds) % milliseconds) : Month(time, 0);
        return new(
            up && start < time
                ? months == 0
                    ? start + milliseconds
                    : Month(time, months)
                : start
        );
    }

    private long Month(long time, int later)
    {
        var date = DateTimeOffset.FromUnixTimeMilliseconds(time);
        var month = (date.Year * 12) + date.Month - 1;
        month = month - (month % months) + later;
        return new DateTimeOffset(month / 12, (month % 12) + 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    }
}

internal sealed class FloorTerm(Term time, PeriodTerm period, bool up) : Term
{
    // Within a calendar's range
    public override object? Of(Line line) =>
        Values.Number(time.Of(line)) is { } number and > -6e13 and < 2.5e14 ? period.Floor((long)number, up) : null;
}
