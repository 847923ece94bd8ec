using System.Globalization;

namespace LocalCloud.Aws.Logs.Patterns;

/// <summary>[name, name = value, ...]: the fields of a line that spaces separate; "..." stands for any number of them.</summary>
internal sealed class FieldPattern(IReadOnlyList<FieldPattern.Field> fields) : FilterPattern
{
    internal sealed record Field(string Name, Func<string, bool>? Condition)
    {
        public bool IsEllipsis => Name == "...";
    }

    public static new Result<FieldPattern> Parse(string text)
    {
        if (!text.EndsWith(']'))
            return Invalid;
        var (fields, expressions) = (new List<Field>(), 0);
        foreach (var part in Split(text[1..^1]))
        {
            var reader = new Reader(part.Trim());
            if (reader.Read() is not { } field)
                return Invalid;
            fields.Add(field);
            expressions += reader.Expressions;
        }
        return fields.Count(f => f.IsEllipsis) > 1 || expressions > MostExpressions ? Invalid : new FieldPattern(fields);
    }

    public override bool Matches(string message) =>
        Align(message) is { } aligned && aligned.TrueForAll(pair => pair.Field.Condition?.Invoke(pair.Value) != false);

    // docs: FilterAndPatternSyntax, extracted fields: those without a name are called by their place in the line
    public override Dictionary<string, string> Extract(string message)
    {
        var values = new Dictionary<string, string>();
        foreach (var (i, (field, value)) in (Align(message) ?? []).Index())
            values[field.Name is "" or "..." ? $"${(i + 1).ToString(CultureInfo.InvariantCulture)}" : $"${field.Name}"] = value;
        return values;
    }

    /// <summary>Each word with its field; null when there are not enough.</summary>
    private List<(Field Field, string Value)>? Align(string message)
    {
        var words = Words(message);
        var ellipsis = fields.ToList().FindIndex(f => f.IsEllipsis);
        if (words.Count < (ellipsis < 0 ? fields.Count : fields.Count - 1))
            return null;
        if (ellipsis >= 0)
        {
            var unnamed = Enumerable.Repeat(fields[ellipsis], words.Count - fields.Count + 1);
            return
            [
                .. fields.Take(ellipsis).Concat(unnamed).Concat(fields.Skip(ellipsis + 1)).Zip(words, (field, word) => (field, word.Text)),
            ];
        }
        var aligned = fields.Zip(words, (field, word) => (Field: field, Value: word.Text)).ToList();
        // docs: FilterAndPatternSyntax, "Match terms in order": [w1=ERROR, w2] is a line of any length; its last field is the rest
        if (words.Count > fields.Count)
            aligned[^1] = (fields[^1], message[words[fields.Count - 1].Start..].TrimEnd());
        return aligned;
    }

    // What stands in quotes or brackets is one field.
    private static List<(string Text, int Start)> Words(string message)
    {
        var words = new List<(string, int)>();
        var at = 0;
        while (at < message.Length)
        {
            if (char.IsWhiteSpace(message[at]))
            {
                at++;
                continue;
            }
            var start = at;
            var close = message[at] is '"' or '[' ? message.IndexOf(message[at] == '"' ? '"' : ']', at + 1) : -1;
            if (close > 0)
            {
                words.Add((message[(at + 1)..close], start));
                at = close + 1;
                continue;
            }
            while (at < message.Length && !char.IsWhiteSpace(message[at]))
                at++;
            words.Add((message[start..at], start));
        }
        return words;
    }

    private static IEnumerable<string> Split(string text)
    {
        var start = 0;
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            if (quote != '\0' ? text[i] == quote : text[i] is '"' or '%')
                quote = quote == '\0' ? text[i] : '\0';
            else if (quote == '\0' && text[i] == ',')
            {
                yield return text[start..i];
                start = i + 1;
            }
        }
        yield return text[start..];
    }

    /// <summary>One field: its name, and conditions on it.</summary>
    private sealed class Reader(string text) : ConditionReader<string>(text)
    {
        private string _name = "";

        public Field? Read()
        {
            if (Source is "..." or "")
                return new(Source, null);
            if (Source.All(IsNameChar))
                return new(Source, null);
            var condition = ReadAny();
            SkipSpace();
            return condition is not null && At == Source.Length ? new(_name, condition) : null;
        }

        protected override Func<string, bool>? ReadComparison()
        {
            SkipSpace();
            var start = At;
            while (At < Source.Length && IsNameChar(Source[At]))
                At++;
            _name = Source[start..At];
            return _name.Length > 0 && TakeOperator() is { } op && ReadValue(op, ")") is { } comparison ? comparison.Test : null;
        }

        private static bool IsNameChar(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '.';
    }
}
