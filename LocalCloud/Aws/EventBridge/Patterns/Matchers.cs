using System.Text;

namespace LocalCloud.Aws.EventBridge.Patterns;

/// <summary>One alternative of a field's pattern. A leaf matches a field when any of the field's matchers takes it.</summary>
internal abstract class Matcher
{
    public abstract bool Matches(Leaf leaf);
}

internal sealed class ExactString(byte[] text) : Matcher
{
    public byte[] Text => text;

    public override bool Matches(Leaf leaf) => leaf.Kind == LeafKind.String && leaf.Text.SequenceEqual(text);
}

/// <summary>true, false or null</summary>
internal sealed class ExactLiteral(byte[] text) : Matcher
{
    public byte[] Text => text;

    public override bool Matches(Leaf leaf) => leaf.Kind == LeafKind.Literal && leaf.Text.SequenceEqual(text);
}

/// <summary>A number matches by value (300, 300.0 and 3.0e2 are the same) or, where it cannot be compared, by its text.</summary>
internal sealed class ExactNumber(byte[] text, long? millionths) : Matcher
{
    public byte[] Text => text;
    public long? Millionths => millionths;

    public override bool Matches(Leaf leaf) =>
        leaf.Kind == LeafKind.Number
        && (millionths is { } value && leaf.Comparable ? leaf.Millionths == value : leaf.Text.SequenceEqual(text));
}

internal sealed class Prefix(byte[] text) : Matcher
{
    public byte[] Text => text;

    public override bool Matches(Leaf leaf) => leaf.Kind == LeafKind.String && leaf.Text.StartsWith(text);
}

internal sealed class Suffix(byte[] text) : Matcher
{
    public byte[] Text => text;

    public override bool Matches(Leaf leaf) => leaf.Kind == LeafKind.String && leaf.Text.EndsWith(text);
}

internal enum Part
{
    Whole,
    Start,
    End,
}

/// <summary>equals-ignore-case, alone or inside prefix and suffix</summary>
internal sealed class IgnoreCase(string text, Part part) : Matcher
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(text);
    private readonly bool _ascii = Ascii.IsValid(text);

    /// <summary>the lower-case text when the whole value has to equal it</summary>
    public byte[]? Lower { get; } = part == Part.Whole ? Encoding.UTF8.GetBytes(text.ToLowerInvariant()) : null;

    public override bool Matches(Leaf leaf)
    {
        if (leaf.Kind != LeafKind.String)
            return false;
        if (_ascii && Ascii.IsValid(leaf.Text))
            return MatchesAscii(leaf.Text);
        var value = Encoding.UTF8.GetString(leaf.Text);
        return part switch
        {
            Part.Whole => value.Equals(text, StringComparison.OrdinalIgnoreCase),
            Part.Start => value.StartsWith(text, StringComparison.OrdinalIgnoreCase),
            _ => value.EndsWith(text, StringComparison.OrdinalIgnoreCase),
        };
    }

    private bool MatchesAscii(ReadOnlySpan<byte> value)
    {
        if (value.Length < _utf8.Length)
            return false;
        return part switch
        {
            Part.Whole => Ascii.EqualsIgnoreCase(value, _utf8),
            Part.Start => Ascii.EqualsIgnoreCase(value[.._utf8.Length], _utf8),
            _ => Ascii.EqualsIgnoreCase(value[^_utf8.Length..], _utf8),
        };
    }
}

/// <summary>"*" stands for any number of characters; <paramref name="segments"/> are the literal pieces around them.</summary>
internal sealed class Wildcard(byte[][] segments) : Matcher
{
    public byte[] LiteralStart => segments[0];
    public byte[] LiteralEnd => segments[^1];
    public bool HasWildcard => segments.Length > 1;

    public override bool Matches(Leaf leaf)
    {
        if (leaf.Kind != LeafKind.String)
            return false;
        var rest = leaf.Text;
        if (segments.Length == 1)
            return rest.SequenceEqual(segments[0]);
        if (rest.Length < segments[0].Length + segments[^1].Length || !rest.StartsWith(segments[0]) || !rest.EndsWith(segments[^1]))
            return false;
        rest = rest[segments[0].Length..^segments[^1].Length];
        foreach (var segment in segments.AsSpan(1, segments.Length - 2))
        {
            var at = rest.IndexOf(segment);
            if (at < 0)
                return false;
            rest = rest[(at + segment.Length)..];
        }
        return true;
    }
}

/// <summary>A range of numbers, both ends inclusive, in millionths: open ends have been moved by one millionth.</summary>
internal sealed class NumericRange(long from, long to) : Matcher
{
    public long From => from;
    public long To => to;

    public override bool Matches(Leaf leaf) =>
        leaf.Kind == LeafKind.Number && leaf.Comparable && leaf.Millionths >= from && leaf.Millionths <= to;
}

/// <summary>An address block; a plain address in a pattern is a block of one, so that all spellings of it match.</summary>
internal sealed class Cidr(UInt128 from, UInt128 to) : Matcher
{
    public UInt128 From => from;
    public UInt128 To => to;

    public override bool Matches(Leaf leaf) =>
        leaf.Kind == LeafKind.String && IpLiteral.TryParse(leaf.Text, out var address, out _) && address >= from && address <= to;
}

/// <summary>exists: true. Only leaves exist: an object, and an empty array, do not.</summary>
internal sealed class Exists : Matcher
{
    public static readonly Exists Any = new();

    public override bool Matches(Leaf leaf) => true;
}

/// <summary>A leaf that is there and is none of the listed. A leaf of another type than the list is "but", too.</summary>
internal sealed class AnythingBut(Matcher[] excluded) : Matcher
{
    public override bool Matches(Leaf leaf)
    {
        foreach (var matcher in excluded)
            if (matcher.Matches(leaf))
                return false;
        return true;
    }
}
