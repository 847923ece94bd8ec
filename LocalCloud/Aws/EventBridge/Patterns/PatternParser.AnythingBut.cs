using System.Text;
using System.Text.Json;

namespace LocalCloud.Aws.EventBridge.Patterns;

/// <summary>
/// anything-but: a string, a number, a list of one of them, or prefix, suffix, equals-ignore-case or wildcard with a string or a list.
/// </summary>
internal ref partial struct PatternParser
{
    private bool ParseAnythingBut(List<Matcher> matchers)
    {
        string? inner = null;
        if (Next() == JsonTokenType.StartObject)
        {
            if (Next() != JsonTokenType.PropertyName)
                return Fail("Anything-But expression name not found");
            inner = _reader.GetString()!;
            if (inner is not ("prefix" or "suffix" or "equals-ignore-case" or "wildcard"))
                return Fail($"Unsupported anything-but pattern: {inner}");
            Next();
        }

        var excluded = new List<Matcher>();
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartArray:
                if (!ParseExcludedList(excluded, inner))
                    return false;
                break;
            case JsonTokenType.String or JsonTokenType.Number:
                if (!ParseExcluded(excluded, inner))
                    return false;
                break;
            default:
                return Fail("Value of anything-but must be an array or single string/number value.");
        }
        return (inner is null || EndOperator(TooMany)) && EndOperator(TooMany) && Add(matchers, new AnythingBut([.. excluded]));
    }

    private bool ParseExcludedList(List<Matcher> excluded, string? inner)
    {
        bool strings = false,
            numbers = false;
        while (Next() != JsonTokenType.EndArray)
        {
            strings |= _reader.TokenType == JsonTokenType.String;
            numbers |= _reader.TokenType == JsonTokenType.Number;
            if (!ParseExcluded(excluded, inner))
                return FailAgain();
        }
        if (inner is null && strings == numbers)
            return Fail("Inside anything but list, either all values are number or string, mixed type is not supported");
        return true;
    }

    private bool ParseExcluded(List<Matcher> excluded, string? inner)
    {
        switch (_reader.TokenType)
        {
            case JsonTokenType.String when inner == "wildcard":
                return ParseWildcard(out var wildcard) && Add(excluded, wildcard);
            case JsonTokenType.String:
                var text = _reader.GetString()!;
                if (inner is "prefix" or "suffix" && text.Length == 0)
                    return Fail("Null prefix/suffix not allowed", textRead: true);
                return Add(
                    excluded,
                    inner switch
                    {
                        null => new ExactString(Encoding.UTF8.GetBytes(text)),
                        "prefix" => new Prefix(Encoding.UTF8.GetBytes(text)),
                        "suffix" => new Suffix(Encoding.UTF8.GetBytes(text)),
                        _ => new IgnoreCase(text, Part.Whole),
                    }
                );
            case JsonTokenType.Number when inner is null:
                if (ComparableNumber.Parse(_reader.ValueSpan, out _) is { } wrong)
                    return Fail(wrong);
                return Add(excluded, Number());
            default:
                return Fail(
                    inner switch
                    {
                        null => "Inside anything but list, start|null|boolean is not supported.",
                        "equals-ignore-case" => "Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.",
                        "wildcard" => "wildcard match pattern must be a string",
                        _ => "prefix/suffix match pattern must be a string",
                    }
                );
        }
    }

    // event-ruler wraps what goes wrong inside a list, position included, and adds the position again
    private bool FailAgain() => Fail(_reason);
}
