using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace LocalCloud.Publish.Template;

/// <summary>A string of a template that is made of literals and of values which CloudFormation knows.</summary>
internal sealed record TemplateText(ImmutableArray<TemplatePiece> Pieces)
{
    public static TemplateText Empty { get; } = new([]);

    public static TemplateText Literal(string text) => new(text.Length == 0 ? [] : [new(text, null)]);

    public static TemplateText Node(JsonNode node) => node is JsonValue ? Literal(node.ToString()) : new([new(null, node)]);

    /// <summary>Where something that does not exist on AWS stood, such as the password of a cache without one.</summary>
    public static TemplateText Gone { get; } = new([new(null, null)]);

    public TemplateText Append(TemplateText other) => new([.. Pieces, .. other.Pieces]);

    public bool IsGone => Pieces is [{ IsGone: true }];

    /// <summary>The text with its literals only, for looking at its form.</summary>
    public string Shape => string.Concat(Pieces.Select(p => p.Text ?? ""));

    /// <summary>The logical ids in it.</summary>
    public IEnumerable<string> Mentions => Pieces.SelectMany(p => Cfn.Mentions(p.Node));

    /// <summary>A plain string, the one value that it is, or a Sub.</summary>
    public JsonNode ToNode()
    {
        var text = WithoutGone();
        if (text.Pieces.All(p => p.Node is null))
            return JsonValue.Create(text.Shape);
        if (text.Pieces is [{ Node: { } single }])
            return single.DeepClone();

        var sub = new StringBuilder();
        var variables = new JsonObject();
        foreach (var piece in text.Pieces)
        {
            if (piece.Node is null)
                sub.Append(piece.Text!.Replace("${", "${!", StringComparison.Ordinal));
            else
                sub.Append(Hole(piece.Node, variables));
        }
        return new JsonObject { ["Fn::Sub"] = variables.Count == 0 ? sub.ToString() : new JsonArray(sub.ToString(), variables) };
    }

    private static string Hole(JsonNode node, JsonObject variables)
    {
        if (node is JsonObject { Count: 1 } one)
        {
            if (one["Ref"] is { } id)
                return $"${{{id}}}";
            if (one["Fn::GetAtt"] is JsonArray { Count: 2 } att && att[1] is JsonValue)
                return $"${{{att[0]}.{att[1]}}}";
            if (one["Fn::Sub"] is JsonValue text)
                return text.ToString();
        }
        var name = string.Create(CultureInfo.InvariantCulture, $"Value{variables.Count + 1}");
        variables[name] = node.DeepClone();
        return $"${{{name}}}";
    }

    // ",password=" before it, or the ":" before it in a URI, goes with it; the "@" behind it too, where no user stands before
    private TemplateText WithoutGone()
    {
        var pieces = Pieces.ToList();
        for (var i = 0; i < pieces.Count; i++)
        {
            if (!pieces[i].IsGone)
                continue;
            if (i > 0 && pieces[i - 1].Text is { } before)
            {
                var uri = before.EndsWith(':') && i + 1 < pieces.Count && pieces[i + 1].Text?.StartsWith('@') == true;
                if (uri && before.EndsWith("//:", StringComparison.Ordinal))
                    pieces[i + 1] = new(pieces[i + 1].Text![1..], null);
                pieces[i - 1] = new(uri ? before[..^1] : Keyword(before), null);
            }
            pieces.RemoveAt(i--);
        }
        var merged = ImmutableArray.CreateBuilder<TemplatePiece>();
        foreach (var piece in pieces.Where(p => p.Text != ""))
        {
            if (piece.Text is not null && merged is [.., { Text: { } last }])
                merged[^1] = new(last + piece.Text, null);
            else
                merged.Add(piece);
        }
        return new(merged.ToImmutable());
    }

    private static string Keyword(string before)
    {
        if (!before.EndsWith('='))
            return before;
        var start = before.LastIndexOfAny([',', ';']);
        return start < 0 ? "" : before[..start];
    }
}

/// <summary>A literal, a value, or neither: something that is gone.</summary>
internal readonly record struct TemplatePiece(string? Text, JsonNode? Node)
{
    public bool IsGone => Text is null && Node is null;
}
