using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LocalCloud.Aws.EventBridge.Patterns;

/// <summary>The alternatives of a field: plain values and {"operator": operand} objects.</summary>
internal ref partial struct PatternParser
{
    private const string OneKey = "Only one key allowed in match expression";
    private const string TooMany = "Too many elements in numeric expression";

    private bool ParseMatcher(List<Matcher> matchers, ref bool orAbsent)
    {
        switch (_reader.TokenType)
        {
            case JsonTokenType.String:
                matchers.Add(ExactText(_reader.GetString()!));
                return true;
            case JsonTokenType.Number:
                matchers.Add(Number());
                return true;
            case JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null:
                matchers.Add(new ExactLiteral(_reader.ValueSpan.ToArray()));
                return true;
            case JsonTokenType.StartObject:
                return ParseOperator(matchers, ref orAbsent);
            default:
                return Fail("Match value must be String, number, true, false, or null");
        }
    }

    private static Matcher ExactText(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        return text.Contains(':') && IpLiteral.TryParse(utf8, out var address, out _) ? new Cidr(address, address) : new ExactString(utf8);
    }

    private readonly ExactNumber Number() =>
        new(_reader.ValueSpan.ToArray(), ComparableNumber.TryParse(_reader.ValueSpan, out var millionths) ? millionths : null);

    private bool ParseOperator(List<Matcher> matchers, ref bool orAbsent)
    {
        if (Next() != JsonTokenType.PropertyName)
            return Fail("Match expression name not found");
        var name = _reader.GetString()!;
        switch (name)
        {
            case "exactly":
                return ParseText("exact match pattern must be a string", out var exact)
                    && Add(matchers, new ExactString(Encoding.UTF8.GetBytes(exact)));
            case "prefix":
                return ParseAffix(matchers, "Prefix", Part.Start);
            case "suffix":
                return ParseAffix(matchers, "Suffix", Part.End);
            case "equals-ignore-case":
                return ParseText("equals-ignore-case match pattern must be a string", out var any)
                    && Add(matchers, new IgnoreCase(any, Part.Whole));
            case "wildcard":
                if (Next() != JsonTokenType.String)
                    return Fail("wildcard match pattern must be a string");
                return ParseWildcard(out var wildcard) && EndOperator(OneKey) && Add(matchers, wildcard);
            case "cidr":
                return ParseText("prefix match pattern must be a string", out var block) && ParseCidr(block, matchers);
            case "numeric":
                return ParseNumeric(matchers);
            case "exists":
                return ParseExists(matchers, ref orAbsent);
            case "anything-but":
                return ParseAnythingBut(matchers);
            default:
                return Fail($"Unrecognized match type {name}");
        }
    }

    private static bool Add(List<Matcher> matchers, Matcher matcher)
    {
        matchers.Add(matcher);
        return true;
    }

    private bool EndOperator(string message) => Next() == JsonTokenType.EndObject || Fail(message);

    /// <summary>a string operand, and the end of the operator's object</summary>
    private bool ParseText(string otherwise, out string text)
    {
        text = "";
        if (Next() != JsonTokenType.String)
            return Fail(otherwise);
        text = _reader.GetString()!;
        return EndOperator(OneKey);
    }

    /// <summary>prefix and suffix take a string or {"equals-ignore-case": string}</summary>
    private bool ParseAffix(List<Matcher> matchers, string name, Part part)
    {
        var lower = name.ToLowerInvariant();
        switch (Next())
        {
            case JsonTokenType.String:
                var text = Encoding.UTF8.GetBytes(_reader.GetString()!);
                return EndOperator(OneKey) && Add(matchers, part == Part.Start ? new Prefix(text) : new Suffix(text));
            case JsonTokenType.StartObject:
                if (Next() != JsonTokenType.PropertyName)
                    return Fail($"{name} expression name not found");
                var inner = _reader.GetString()!;
                if (inner != "equals-ignore-case")
                    return Fail($"Unsupported {lower} pattern: {inner}");
                return ParseText("equals-ignore-case match pattern must be a string", out var any)
                    && EndOperator(OneKey)
                    && Add(matchers, new IgnoreCase(any, part));
            default:
                return Fail($"{lower} match pattern must be a string");
        }
    }

    /// <summary>Positions in the reasons count from the opening quote, in UTF-8.</summary>
    private bool ParseWildcard(out Wildcard wildcard)
    {
        wildcard = null!;
        var text = Encoding.UTF8.GetBytes(_reader.GetString()!);
        var segments = new List<byte[]>();
        var segment = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            var next = i + 1 < text.Length ? text[i + 1] : (byte)0;
            switch (text[i])
            {
                case (byte)'*' when next == '*':
                    return Fail($"Consecutive wildcard characters at pos {i + 1}", textRead: true);
                case (byte)'*':
                    segments.Add([.. segment]);
                    segment.Clear();
                    break;
                case (byte)'\\' when next is (byte)'*' or (byte)'\\':
                    segment.Add(next);
                    i++;
                    break;
                case (byte)'\\':
                    return Fail($"Invalid escape character at pos {i + 1}", textRead: true);
                default:
                    segment.Add(text[i]);
                    break;
            }
        }
        segments.Add([.. segment]);
        wildcard = new Wildcard([.. segments]);
        return true;
    }

    // event-ruler refuses a bad block outside its JSON parser: these reasons carry no position
    private bool ParseCidr(string block, List<Matcher> matchers)
    {
        _reason = "";
        var parts = block.Split('/');
        if (parts.Length != 2)
            _reason = "Malformed CIDR, one '/' required";
        else if (!int.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var bits))
            _reason = "Malformed CIDR, mask bits must be an integer";
        else if (bits < 0)
            _reason = "Malformed CIDR, mask bits must not be negative";
        else if (!IpLiteral.TryParse(Encoding.UTF8.GetBytes(parts[0]), out var address, out var v4))
            _reason = $"Nonstandard IP address: {parts[0]}";
        else if (v4 && bits > 31)
            _reason = "IPv4 mask bits must be < 32";
        else if (bits > 127)
            _reason = "IPv6 mask bits must be < 128";
        else
        {
            var hosts = UInt128.MaxValue >> (v4 ? 96 : 0) >> bits;
            return Add(matchers, new Cidr(address & ~hosts, address | hosts));
        }
        return false;
    }

    private bool ParseExists(List<Matcher> matchers, ref bool orAbsent)
    {
        switch (Next())
        {
            case JsonTokenType.True:
                matchers.Add(Exists.Any);
                break;
            case JsonTokenType.False:
                orAbsent = true;
                break;
            default:
                return Fail("exists match pattern must be either true or false.");
        }
        return EndOperator(OneKey);
    }

    private bool ParseNumeric(List<Matcher> matchers)
    {
        if (Next() != JsonTokenType.StartArray)
            return Fail("Value of numeric must be an array.");
        if (Next() != JsonTokenType.String)
            return Fail(
                "Invalid member in numeric match: " + Encoding.UTF8.GetString(_utf8.AsSpan((int)_reader.TokenStartIndex, TokenLength())),
                textRead: true
            );
        var comparison = _reader.GetString()!;
        Next();
        if (comparison is not ("=" or "<" or "<=" or ">" or ">="))
            return Fail($"Unrecognized numeric range operator: {comparison}");
        if (!ParseNumber(comparison == "=" ? "equals" : comparison, out var value))
            return false;
        if (comparison == "=")
        {
            var exact = Number();
            return EndNumeric() && Add(matchers, exact);
        }

        const long limit = 5_000_000_000_000_000;
        var (from, to) = comparison[0] == '>' ? (value, limit) : (-limit, value);
        var (openFrom, openTo) = (comparison == ">", comparison == "<");
        if (comparison[0] == '>' && Next() != JsonTokenType.EndArray)
        {
            if (_reader.TokenType != JsonTokenType.String)
                return Fail("Bad value in numeric range: " + Encoding.UTF8.GetString(_reader.ValueSpan), textRead: true);
            var upper = _reader.GetString()!;
            if (upper is not ("<" or "<="))
                return Fail($"Bad numeric range operator: {upper}", textRead: true);
            Next();
            if (!ParseNumber(upper, out to))
                return false;
            openTo = upper == "<";
            if (Next() != JsonTokenType.EndArray)
                return Fail("Too many terms in numeric range expression");
        }
        else if (comparison[0] == '<' && Next() != JsonTokenType.EndArray)
        {
            return Fail(TooMany);
        }
        if (from >= to)
            return Fail("Bottom must be less than top");
        return EndOperator(TooMany) && Add(matchers, new NumericRange(openFrom ? from + 1 : from, openTo ? to - 1 : to));
    }

    private readonly int TokenLength() =>
        _reader.TokenType is JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null
            ? _reader.ValueSpan.Length
            : 1;

    private bool ParseNumber(string comparison, out long millionths)
    {
        millionths = 0;
        if (_reader.TokenType != JsonTokenType.Number)
            return Fail($"Value of {comparison} must be numeric");
        return ComparableNumber.Parse(_reader.ValueSpan, out millionths) is not { } wrong || Fail(wrong);
    }

    private bool EndNumeric() => (Next() == JsonTokenType.EndArray || Fail(TooMany)) && EndOperator(TooMany);
}
