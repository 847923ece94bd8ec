using System.Globalization;
using System.Text.RegularExpressions;

namespace LocalCloud.Aws.CloudWatch.Queries;

/// <summary>Metric math: numbers, other queries by their ids, + - * / ^, brackets, and FILL(m, number).</summary>
internal sealed partial class Expression
{
    private readonly List<string> _tokens;
    private readonly Func<string, Result<Operand>> _find;
    private readonly Periods _periods;
    private int _at;
    private int _depth;

    private Expression(string text, Periods periods, Func<string, Result<Operand>> find) =>
        (_tokens, _find, _periods) = ([.. Token().Matches(text).Select(m => m.Value)], find, periods);

    public static Result<SortedDictionary<long, double>> Evaluate(string text, Periods periods, Func<string, Result<Operand>> find)
    {
        var expression = new Expression(text, periods, find);
        if (!expression.Sum().Ok(out var value, out var error))
            return error;
        return expression._at < expression._tokens.Count
            ? expression.Unexpected()
            : value.Series ?? new SortedDictionary<long, double>(expression.Begins().ToDictionary(b => b, _ => value.Number));
    }

    private Result<Operand> Sum() => Chain(Product, "+", "-");

    private Result<Operand> Product() => Chain(Power, "*", "/");

    private Result<Operand> Power()
    {
        if (!Unary().Ok(out var left, out var error) || !Take("^"))
            return error ?? (Result<Operand>)left!;
        return Power().Ok(out var right, out error) ? Operand.Combine(left!, right, Math.Pow) : error;
    }

    private Result<Operand> Unary()
    {
        if (++_depth > 100)
            return Errors.Validation("Error in expression: it is nested too deep.");
        try
        {
            if (!Take("-"))
                return Primary();
            return Unary().Ok(out var value, out var error) ? Operand.Combine(new(0), value, (a, b) => a - b) : error;
        }
        finally
        {
            _depth--;
        }
    }

    private Result<Operand> Primary()
    {
        if (_at >= _tokens.Count)
            return Unexpected();
        var token = _tokens[_at++];
        if (token == "(")
        {
            if (!Sum().Ok(out var inner, out var error))
                return error;
            return Take(")") ? inner : Unexpected();
        }
        if (double.TryParse(token, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return new Operand(number);
        if (token == "FILL" && Take("("))
            return Fill();
        if (char.IsAsciiLetterUpper(token[0]))
            return AwsError.NotSupported("GetMetricData", $"Function {token} in an expression");
        if (char.IsAsciiLetterLower(token[0]))
            return _find(token);
        _at--;
        return Unexpected();
    }

    private Result<Operand> Fill()
    {
        if (!Sum().Ok(out var value, out var error))
            return error;
        if (!Take(","))
            return Unexpected();
        if (!Unary().Ok(out var fill, out error))
            return error;
        if (!Take(")"))
            return Unexpected();
        if (value.Series is not { } series || fill.Series is not null)
            return Errors.Validation("Error in expression: FILL takes a time series and a number.");
        return new Operand(
            new SortedDictionary<long, double>(
                Begins().ToDictionary(b => b, b => series.TryGetValue(b, out var known) ? known : fill.Number)
            )
        );
    }

    private Result<Operand> Chain(Func<Result<Operand>> part, string plus, string minus)
    {
        if (!part().Ok(out var left, out var error))
            return error;
        while (_at < _tokens.Count && _tokens[_at] is var sign && (sign == plus || sign == minus))
        {
            _at++;
            if (!part().Ok(out var right, out error))
                return error;
            left = Operand.Combine(
                left,
                right,
                sign switch
                {
                    "+" => (a, b) => a + b,
                    "-" => (a, b) => a - b,
                    "*" => (a, b) => a * b,
                    _ => (a, b) => a / b,
                }
            );
        }
        return left;
    }

    private IEnumerable<long> Begins()
    {
        for (var begin = _periods.Start; begin < _periods.End; begin += _periods.Length)
            yield return begin;
    }

    private bool Take(string token)
    {
        if (_at >= _tokens.Count || _tokens[_at] != token)
            return false;
        _at++;
        return true;
    }

    private AwsError Unexpected() =>
        Errors.Validation(
            _at < _tokens.Count ? $"Error in expression: unexpected '{_tokens[_at]}'." : "Error in expression: it ends too early."
        );

    [GeneratedRegex(@"[A-Za-z][A-Za-z0-9_]*|\d+(?:\.\d+)?|\S")]
    private static partial Regex Token();
}

/// <summary>A number, or a value for each period in which there is one.</summary>
internal sealed record Operand(double Number, SortedDictionary<long, double>? Series = null)
{
    public Operand(SortedDictionary<long, double> series)
        : this(0, series) { }

    /// <summary>Of two series, where both have a value; what is no number (x/0) is no value.</summary>
    public static Operand Combine(Operand left, Operand right, Func<double, double, double> with)
    {
        if (left.Series is null && right.Series is null)
            return new(with(left.Number, right.Number));
        var combined = new SortedDictionary<long, double>();
        foreach (var begin in (left.Series ?? right.Series!).Keys)
            if (left.At(begin) is { } a && right.At(begin) is { } b && with(a, b) is var value && double.IsFinite(value))
                combined[begin] = value;
        return new(combined);
    }

    private double? At(long begin) =>
        Series is null ? Number
        : Series.TryGetValue(begin, out var value) ? value
        : null;
}
