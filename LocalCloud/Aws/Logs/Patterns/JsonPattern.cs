using System.Text.Json;

namespace LocalCloud.Aws.Logs.Patterns;

/// <summary>{ $.path = value &amp;&amp; ... }: a message that is no JSON object, or does not have the path, does not match.</summary>
internal sealed class JsonPattern(Func<JsonElement, bool> condition, IReadOnlyList<(string Text, JsonSelector Selector)> selectors)
    : FilterPattern
{
    // docs: FilterAndPatternSyntax: "up to one wildcard selector in a property selector, and up to three" in a pattern
    private const int MostWildcards = 1,
        MostWildcardsOfAll = 3;

    public static new Result<JsonPattern> Parse(string text)
    {
        if (!text.EndsWith('}'))
            return Invalid;
        var reader = new Reader(text[1..^1]);
        return reader.Read() is { } condition ? new JsonPattern(condition, reader.Selectors) : Invalid;
    }

    public override bool Matches(string message) => Use(message, root => condition(root), false);

    public override Dictionary<string, string> Extract(string message) =>
        Use(
            message,
            root =>
            {
                var values = new Dictionary<string, string>();
                foreach (var (text, selector) in selectors)
                    if (selector.Select(root).FirstOrDefault() is { ValueKind: not JsonValueKind.Undefined } value)
                        values[text] = value.ToString();
                return values;
            },
            []
        );

    private static T Use<T>(string message, Func<JsonElement, T> use, T otherwise)
    {
        if (!message.AsSpan().TrimStart().StartsWith("{", StringComparison.Ordinal))
            return otherwise;
        try
        {
            using var document = JsonDocument.Parse(message);
            return use(document.RootElement);
        }
        catch (JsonException)
        {
            return otherwise;
        }
    }

    private sealed class Reader(string text) : ConditionReader<JsonElement>(text)
    {
        public List<(string Text, JsonSelector Selector)> Selectors { get; } = [];

        public Func<JsonElement, bool>? Read()
        {
            var condition = ReadAny();
            SkipSpace();
            return
                At == Source.Length
                && Expressions <= MostExpressions
                && Selectors.TrueForAll(s => s.Selector.Wildcards <= MostWildcards)
                && Selectors.Sum(s => s.Selector.Wildcards) <= MostWildcardsOfAll
                ? condition
                : null;
        }

        protected override Func<JsonElement, bool>? ReadComparison()
        {
            SkipSpace();
            var start = At;
            if (JsonSelector.Read(Source, ref start) is not { } selector)
                return null;
            Selectors.Add((Source[At..start], selector));
            At = start;
            if (TakeWord("IS"))
                return TakeWord("NULL") ? Is(selector, JsonValueKind.Null)
                    : TakeWord("TRUE") ? Is(selector, JsonValueKind.True)
                    : TakeWord("FALSE") ? Is(selector, JsonValueKind.False)
                    : null;
            // docs: FilterAndPatternSyntax: "The variables IS NOT and EXISTS currently aren't supported"
            if (TakeWord("NOT"))
                return TakeWord("EXISTS") ? root => !selector.Select(root).Any() : null;
            return TakeOperator() is { } op && ReadValue(op, ")") is { } comparison
                ? root =>
                    selector
                        .Select(root)
                        .Any(value =>
                            value.ValueKind switch
                            {
                                JsonValueKind.String => comparison.Test(value.GetString()!),
                                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => comparison.Test(value.GetRawText()),
                                _ => false,
                            }
                        )
                : null;
        }

        private static Func<JsonElement, bool> Is(JsonSelector selector, JsonValueKind kind) =>
            root => selector.Select(root).Any(value => value.ValueKind == kind);
    }
}
