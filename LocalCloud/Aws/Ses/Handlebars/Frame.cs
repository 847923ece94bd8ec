using System.Globalization;
using System.Text.Json;

namespace LocalCloud.Aws.Ses.Handlebars;

/// <summary>What names mean at a place in a template, and the places around it.</summary>
internal sealed class Frame(JsonElement subject, Frame? outer)
{
    public Dictionary<string, JsonElement>? Data { get; init; }

    /// <summary>as |item index|</summary>
    public Dictionary<string, JsonElement>? Named { get; init; }

    /// <summary>Null for what is not there, which null in the data is too.</summary>
    public JsonElement? Find(Expression expression) =>
        expression switch
        {
            LiteralExpression literal => literal.Value,
            LookupExpression lookup => Find(lookup.Key) is { } key && Find(lookup.Subject) is { } of ? Member(of, KeyText(key)) : null,
            PathExpression path => Find(path),
            _ => null,
        };

    private JsonElement? Find(PathExpression path)
    {
        var frame = this;
        for (var i = 0; i < path.Up && frame is not null; i++)
            frame = frame.Outer;
        if (frame is null)
            return null;
        if (path.IsData)
            return path.Parts is ["root", .. var rest] ? Follow(frame.Root, rest)
                : path.Parts is [var name] ? frame.DataOf(name)
                : null;
        return
            path.Parts is [var first, .. var members]
            && path.Text[0] != '.'
            && !path.Text.StartsWith("this", StringComparison.Ordinal)
            && frame.NamedOf(first) is { } named
            ? Follow(named, members)
            : Follow(frame.Subject, path.Parts);
    }

    private JsonElement Subject => subject;

    private Frame? Outer => outer;

    private JsonElement Root => outer?.Root ?? subject;

    private JsonElement? DataOf(string name) =>
        Data is not null
            ? Data.TryGetValue(name, out var value)
                ? value
                : null
            : outer?.DataOf(name);

    private JsonElement? NamedOf(string name) => Named?.TryGetValue(name, out var value) is true ? value : outer?.NamedOf(name);

    private static JsonElement? Follow(JsonElement from, ReadOnlySpan<string> parts)
    {
        JsonElement? at = from.ValueKind is JsonValueKind.Null ? null : from;
        foreach (var part in parts)
            if (at is { } here)
                at = Member(here, part);
        return at;
    }

    private static JsonElement? Member(JsonElement of, string name) =>
        of.ValueKind switch
        {
            JsonValueKind.Object => of.TryGetProperty(name, out var member) && member.ValueKind is not JsonValueKind.Null ? member : null,
            JsonValueKind.Array when name == "length" => Renderer.Json(of.GetArrayLength()),
            JsonValueKind.Array => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var i)
            && i < of.GetArrayLength()
            && of[i] is { ValueKind: not JsonValueKind.Null } item
                ? item
                : null,
            _ => null,
        };

    private static string KeyText(JsonElement key) => key.ValueKind is JsonValueKind.String ? key.GetString()! : key.GetRawText();
}
