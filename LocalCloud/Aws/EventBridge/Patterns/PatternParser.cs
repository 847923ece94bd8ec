using System.Text;
using System.Text.Json;

namespace LocalCloud.Aws.EventBridge.Patterns;

using Alternative = Dictionary<string, FieldCondition>;

/// <summary>
/// Reads a pattern's structure: objects nest, arrays hold alternatives for a field, "$or" holds alternatives for objects.
/// Wording and positions of the reasons are those of AWS's own matcher, github.com/aws/event-ruler.
/// </summary>
internal ref partial struct PatternParser
{
    private const int MaxAlternatives = 1000;

    private readonly string _source;
    private readonly byte[] _utf8;
    private Utf8JsonReader _reader;
    private string _reason;

    private PatternParser(string json)
    {
        _source = json;
        _utf8 = Encoding.UTF8.GetBytes(json);
        _reader = new Utf8JsonReader(_utf8);
        _reason = "";
    }

    public static bool TryParse(string json, out EventPattern pattern, out string reason)
    {
        pattern = null!;
        var parser = new PatternParser(json);
        try
        {
            var alternatives = new List<Alternative>();
            if (parser.ParseDocument(alternatives))
            {
                reason = "";
                pattern = new EventPattern([.. alternatives.Select(a => a.Values.ToArray())]);
                return true;
            }
            reason = parser._reason;
            return false;
        }
        catch (JsonException e)
        {
            reason = parser.SyntaxError(e);
            return false;
        }
    }

    private bool ParseDocument(List<Alternative> alternatives)
    {
        if (!_reader.Read() || _reader.TokenType != JsonTokenType.StartObject)
            return Fail("Filter is not an object");
        if (!ParseObject(alternatives, "", insideOr: false))
            return false;
        while (_reader.Read()) { } // what follows the object must at least be JSON, as Utf8JsonReader sees it
        return true;
    }

    private bool ParseObject(List<Alternative> alternatives, string path, bool insideOr)
    {
        var empty = true;
        while (Next() != JsonTokenType.EndObject)
        {
            empty = false;
            var name = _reader.GetString()!;
            if (name == "$or" && IsOr())
            {
                if (!ParseOr(alternatives, path))
                    return false;
                continue;
            }
            if (insideOr && Reserved.Contains(name))
                return Fail($"{name} is Ruler reserved fieldName which cannot be used inside $or.");
            var child = path.Length == 0 ? name : $"{path}.{name}";
            switch (Next())
            {
                case JsonTokenType.StartObject:
                    if (!ParseObject(alternatives, child, insideOr))
                        return false;
                    break;
                case JsonTokenType.StartArray:
                    if (!ParseField(alternatives, child))
                        return false;
                    break;
                default:
                    return Fail($"\"{name}\" must be an object or an array");
            }
        }
        return !empty || Fail("Empty objects are not allowed");
    }

    /// <summary>
    /// "$or" is the operator only as an array of two or more objects without operator names in them; else it is a field's name.
    /// </summary>
    private readonly bool IsOr()
    {
        var ahead = _reader;
        if (!ahead.Read() || ahead.TokenType != JsonTokenType.StartArray)
            return false;
        var objects = 0;
        while (ahead.Read() && ahead.TokenType != JsonTokenType.EndArray)
        {
            if (ahead.TokenType != JsonTokenType.StartObject)
                return false;
            objects++;
            while (ahead.Read() && ahead.TokenType == JsonTokenType.PropertyName)
            {
                if (Reserved.Contains(ahead.GetString()!))
                    return false;
                ahead.Skip();
            }
        }
        return objects >= 2;
    }

    private bool ParseOr(List<Alternative> alternatives, string path)
    {
        var before = alternatives.ToArray();
        alternatives.Clear();
        Next();
        while (Next() == JsonTokenType.StartObject)
        {
            List<Alternative> branch =
                before.Length == 0
                    ?
                    [
                        [],
                    ]
                    : [.. before.Select(a => new Alternative(a))];
            if (!ParseObject(branch, path, insideOr: true))
                return false;
            alternatives.AddRange(branch);
            if (alternatives.Count > MaxAlternatives)
                return Fail($"Rule is too complex - $or makes more than {MaxAlternatives} combinations");
        }
        return true;
    }

    private bool ParseField(List<Alternative> alternatives, string path)
    {
        var start = (int)_reader.TokenStartIndex;
        var matchers = new List<Matcher>();
        var orAbsent = false;
        while (Next() != JsonTokenType.EndArray)
        {
            if (!ParseMatcher(matchers, ref orAbsent))
                return false;
        }
        if (matchers.Count == 0 && !orAbsent)
            return Fail("Empty arrays are not allowed");
        var expected = Encoding.UTF8.GetString(_utf8.AsSpan(start..((int)_reader.TokenStartIndex + 1)));
        var condition = new FieldCondition(path, [.. matchers], orAbsent, expected);
        if (alternatives.Count == 0)
            alternatives.Add([]);
        foreach (var alternative in alternatives)
            alternative[path] = condition;
        return true;
    }

    private JsonTokenType Next()
    {
        if (!_reader.Read())
            throw new JsonException("Unexpected end");
        return _reader.TokenType;
    }

    private bool Fail(string message, bool textRead = false)
    {
        _reason = message + Location(textRead);
        return false;
    }

    /// <summary>
    /// Where the reader is, as Jackson (event-ruler's JSON parser) puts it: strings that were not needed yet are only opened.
    /// </summary>
    private readonly string Location(bool textRead)
    {
        var ahead = _reader;
        if (ahead.TokenType == JsonTokenType.PropertyName)
            ahead.Read();
        var end =
            (int)ahead.TokenStartIndex
            + ahead.TokenType switch
            {
                JsonTokenType.String when textRead => ahead.ValueSpan.Length + 2,
                JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null => ahead.ValueSpan.Length,
                JsonTokenType.None => 0,
                _ => 1,
            };
        return Location(end);
    }

    private readonly string Location(int end)
    {
        var before = Encoding.UTF8.GetString(_utf8.AsSpan(0, Math.Min(end, _utf8.Length)));
        var line = before.Count(c => c == '\n') + 1;
        var column = before.Length - (before.LastIndexOf('\n') + 1) + 1;
        var shown = _source.Length <= 500 ? $"\"{_source}\"" : $"\"{_source[..500]}\"[truncated {_source.Length - 500} chars]";
        return $"\n at [Source: (String){shown}; line: {line}, column: {column}]";
    }

    /// <summary>What is no JSON, as Jackson says it.</summary>
    private readonly string SyntaxError(JsonException e)
    {
        var at = (int)(e.BytePositionInLine ?? 0);
        for (var line = e.LineNumber ?? 0; line > 0; line--)
            at += _utf8.AsSpan(at - (int)(e.BytePositionInLine ?? 0)).IndexOf((byte)'\n') + 1;
        if (at >= _utf8.Length)
            return $"Unexpected end-of-input: expected close marker for Object{Location(_utf8.Length)}";
        var rest = Encoding.UTF8.GetString(_utf8.AsSpan(at));
        var token = new string([.. rest.TakeWhile(c => char.IsLetterOrDigit(c) || c == '_')]);
        if (token.Length > 0 && char.IsLetter(token[0]) && _reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.EndObject))
            return $"Unrecognized token '{token}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or "
                + $"'false'){Location(at + token.Length)}";
        var expected = _reader.TokenType switch
        {
            JsonTokenType.StartObject => "double-quote to start field name",
            JsonTokenType.PropertyName => "a colon to separate field name and value",
            _ when _reader.CurrentDepth > 0 => "comma to separate Object entries",
            _ => "a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
        };
        return $"Unexpected character ('{rest[0]}' (code {(int)rest[0]})): was expecting {expected}{Location(at + 1)}";
    }

    private static readonly HashSet<string> Reserved =
    [
        "exactly",
        "equals-ignore-case",
        "prefix",
        "suffix",
        "anything-but",
        "exists",
        "wildcard",
        "numeric",
        "cidr",
        "html",
        "=",
        "<",
        "<=",
        ">",
        ">=",
        "regex",
        "not-wildcard",
        "not-equals-ignore-case",
        "date-after",
        "date-on-or-after",
        "date-before",
        "date-on-or-before",
        "in-date-range",
        "ip-address-in-range",
        "ip-address-not-in-range",
    ];
}
