namespace LocalCloud.Aws.EventBridge.Patterns;

internal enum LeafKind : byte
{
    String,
    Number,
    Literal,
}

/// <summary>One scalar of an event (a string without quotes and escapes, a number, or true/false/null), as UTF-8.</summary>
internal readonly ref struct Leaf(LeafKind kind, ReadOnlySpan<byte> text, bool comparable, long millionths)
{
    public LeafKind Kind { get; } = kind;
    public ReadOnlySpan<byte> Text { get; } = text;

    /// <summary>whether <see cref="Millionths"/> is the number's value</summary>
    public bool Comparable { get; } = comparable;
    public long Millionths { get; } = millionths;
}
