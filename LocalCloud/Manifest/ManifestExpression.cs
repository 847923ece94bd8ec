using System.Collections.Immutable;
using System.Text;

namespace LocalCloud.Manifest;

/// <summary>
/// A string of a manifest, such as <c>Host={postgres.bindings.tcp.host};Username=postgres</c>, taken apart into literals and references.
/// Aspire writes no escapes: a brace that does not begin a reference (JSON, <c>{{name}}</c> of some template language) stands for itself.
/// </summary>
internal sealed record ManifestExpression
{
    private ManifestExpression(string text, ImmutableArray<ManifestPart> parts) => (Text, Parts) = (text, parts);

    /// <summary>The string as it stands in the manifest.</summary>
    public string Text { get; }

    /// <summary>Its literals and references, in order; empty for the empty string.</summary>
    public ImmutableArray<ManifestPart> Parts { get; }

    public IEnumerable<ManifestReference> References => Parts.OfType<ManifestReference>();

    public static implicit operator ManifestExpression(string text) => Parse(text);

    /// <summary>A string without references, whatever braces are in it.</summary>
    public static ManifestExpression Literal(string text) => new(text, text.Length == 0 ? [] : [new ManifestLiteral(text)]);

    /// <summary>The expression made of these parts; its text is theirs, one after the other.</summary>
    public static ManifestExpression Of(params IEnumerable<ManifestPart> parts) => new(string.Concat(parts), [.. parts]);

    public static ManifestExpression Parse(string text)
    {
        var parts = ImmutableArray.CreateBuilder<ManifestPart>();
        var literal = new StringBuilder();
        for (var i = 0; i < text.Length; )
        {
            if (text[i] == '{' && i + 1 < text.Length && text[i + 1] == '{')
            {
                literal.Append("{{");
                i += 2;
            }
            else if (text[i] == '{' && ReferenceAt(text, i) is { } reference)
            {
                AddLiteral();
                parts.Add(reference);
                i = text.IndexOf('}', i) + 1;
            }
            else
            {
                literal.Append(text[i++]);
            }
        }
        AddLiteral();
        return new(text, parts.ToImmutable());

        void AddLiteral()
        {
            if (literal.Length > 0)
                parts.Add(new ManifestLiteral(literal.ToString()));
            literal.Clear();
        }
    }

    // {resource.path}: a resource name is letters, digits and hyphens and begins with a letter; the path is not empty
    private static ManifestReference? ReferenceAt(string text, int open)
    {
        var close = text.IndexOf('}', open);
        if (close < 0)
            return null;
        var inside = text[(open + 1)..close];
        var dot = inside.IndexOf('.');
        if (dot <= 0 || dot == inside.Length - 1 || !char.IsAsciiLetter(inside[0]))
            return null;
        return inside.AsSpan(0, dot).ContainsAnyExcept(NameChars) || inside.AsSpan(dot + 1).ContainsAnyExcept(PathChars)
            ? null
            : new(inside[..dot], inside[(dot + 1)..]);
    }

    private static readonly System.Buffers.SearchValues<char> NameChars = System.Buffers.SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    );
    private static readonly System.Buffers.SearchValues<char> PathChars = System.Buffers.SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:"
    );

    public bool Equals(ManifestExpression? other) => other is not null && Text == other.Text;

    public override int GetHashCode() => Text.GetHashCode();

    public override string ToString() => Text;
}

/// <summary>A piece of an expression.</summary>
internal abstract record ManifestPart;

internal sealed record ManifestLiteral(string Text) : ManifestPart
{
    public override string ToString() => Text;
}

/// <summary>
/// A reference such as <c>{postgres.bindings.tcp.host}</c>: the resource and the path within it (<c>bindings.tcp.host</c>).
/// </summary>
internal sealed record ManifestReference(string Resource, string Path) : ManifestPart
{
    /// <summary>
    /// Splits <c>bindings.NAME.PROPERTY</c> (host, port, targetPort, url, scheme, tlsEnabled, ...); false for any other path.
    /// </summary>
    public bool IsBinding(out string binding, out string property)
    {
        var pieces = Path.Split('.');
        var is3 = pieces is ["bindings", _, _];
        (binding, property) = is3 ? (pieces[1], pieces[2]) : ("", "");
        return is3;
    }

    /// <summary>For <c>output.NAME</c>, the name.</summary>
    public string? Output =>
        Path.StartsWith("output.", StringComparison.Ordinal) ? Path["output.".Length..]
        : Path.StartsWith("outputs.", StringComparison.Ordinal) ? Path["outputs.".Length..]
        : null;

    public override string ToString() => $"{{{Resource}.{Path}}}";
}
