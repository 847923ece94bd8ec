using System.Text;

namespace LocalCloud.Aws.EventBridge.Patterns;

/// <summary>
/// The values that patterns want at one field, by how they can be found: a leaf leads to the few candidates it may satisfy
/// by a handful of look-ups, however many patterns there are. Only what has no literal end (ranges, blocks) is gone through.
/// </summary>
internal sealed class ValueIndex
{
    private readonly Dictionary<byte[], List<int>> _strings = new(Utf8Keys.Comparer);
    private readonly Dictionary<byte[], List<int>> _texts = new(Utf8Keys.Comparer);
    private readonly Dictionary<byte[], List<int>> _lower = new(Utf8Keys.Comparer);
    private readonly Dictionary<long, List<int>> _numbers = [];
    private readonly List<(int Length, Dictionary<byte[], List<int>> Texts)> _starts = [];
    private readonly List<(int Length, Dictionary<byte[], List<int>> Texts)> _ends = [];
    private readonly IntervalIndex<long> _ranges = new();
    private readonly IntervalIndex<UInt128> _blocks = new();
    private readonly List<(Matcher Matcher, int Candidate)> _scanned = [];

    /// <summary>How many candidates share a matcher's look-up, itself included: the fewer, the better to find a rule by it.</summary>
    public int Cost(Matcher matcher) =>
        matcher switch
        {
            NumericRange range => _ranges.Overlapping(range.From, range.To) + 2,
            Cidr block => _blocks.Overlapping(block.From, block.To) + 2,
            _ => Bucket(matcher, add: false) is { } bucket ? bucket.Count : _scanned.Count + 16,
        };

    public void Add(Matcher matcher, int candidate)
    {
        if (matcher is NumericRange range)
            _ranges.Add(range.From, range.To, candidate);
        else if (matcher is Cidr block)
            _blocks.Add(block.From, block.To, candidate);
        else if (Bucket(matcher, add: true) is { } bucket)
            bucket.Add(candidate);
        else
            _scanned.Add((matcher, candidate));
    }

    private List<int>? Bucket(Matcher matcher, bool add)
    {
        switch (matcher)
        {
            case ExactString exact:
                return In(_strings, exact.Text, add);
            case ExactLiteral exact:
                return In(_texts, exact.Text, add);
            case ExactNumber { Millionths: { } value }:
                return In(_numbers, value, add);
            case ExactNumber exact:
                return In(_texts, exact.Text, add);
            case Prefix { Text.Length: > 0 } prefix:
                return In(Length(_starts, prefix.Text.Length, add), prefix.Text, add);
            case Suffix { Text.Length: > 0 } suffix:
                return In(Length(_ends, suffix.Text.Length, add), suffix.Text, add);
            case Wildcard { HasWildcard: false } wildcard:
                return In(_strings, wildcard.LiteralStart, add);
            case Wildcard { LiteralStart.Length: > 0 } wildcard:
                return In(Length(_starts, wildcard.LiteralStart.Length, add), wildcard.LiteralStart, add);
            case Wildcard { LiteralEnd.Length: > 0 } wildcard:
                return In(Length(_ends, wildcard.LiteralEnd.Length, add), wildcard.LiteralEnd, add);
            case IgnoreCase { Lower: { } text }:
                return In(_lower, text, add);
            default:
                return null;
        }
    }

    private static readonly List<int> Nothing = [];

    private static List<int> In<TKey>(Dictionary<TKey, List<int>> index, TKey key, bool add)
        where TKey : notnull
    {
        if (index.TryGetValue(key, out var bucket))
            return bucket;
        return add ? index[key] = [] : Nothing;
    }

    private static Dictionary<byte[], List<int>> Length(List<(int Length, Dictionary<byte[], List<int>> Texts)> index, int length, bool add)
    {
        var at = index.FindIndex(i => i.Length >= length);
        if (at >= 0 && index[at].Length == length)
            return index[at].Texts;
        Dictionary<byte[], List<int>> texts = new(Utf8Keys.Comparer);
        if (add)
            index.Insert(at < 0 ? index.Count : at, (length, texts));
        return texts;
    }

    /// <summary>Calls back with candidates that the leaf may satisfy: each still has to be verified.</summary>
    public void Find(Leaf leaf, RuleIndex rules)
    {
        switch (leaf.Kind)
        {
            case LeafKind.String:
                if (_strings.Count > 0)
                    Take(_strings, leaf.Text, rules);
                if (_lower.Count > 0)
                    FindLower(leaf.Text, rules);
                foreach (var (length, texts) in _starts)
                {
                    if (length > leaf.Text.Length)
                        break;
                    Take(texts, leaf.Text[..length], rules);
                }
                foreach (var (length, texts) in _ends)
                {
                    if (length > leaf.Text.Length)
                        break;
                    Take(texts, leaf.Text[^length..], rules);
                }
                if (_blocks.Count > 0 && IpLiteral.TryParse(leaf.Text, out var address, out _))
                    _blocks.Find(address, rules);
                break;
            case LeafKind.Number:
                if (leaf.Comparable && _numbers.TryGetValue(leaf.Millionths, out var bucket))
                    rules.Verify(bucket);
                if (leaf.Comparable)
                    _ranges.Find(leaf.Millionths, rules);
                if (_texts.Count > 0)
                    Take(_texts, leaf.Text, rules);
                break;
            default:
                if (_texts.Count > 0)
                    Take(_texts, leaf.Text, rules);
                break;
        }
        foreach (var (matcher, candidate) in _scanned)
            if (matcher.Matches(leaf))
                rules.Verify(candidate);
    }

    private static void Take(Dictionary<byte[], List<int>> index, ReadOnlySpan<byte> text, RuleIndex rules)
    {
        if (index.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(text, out var bucket))
            rules.Verify(bucket);
    }

    private void FindLower(ReadOnlySpan<byte> text, RuleIndex rules)
    {
        Span<byte> buffer = text.Length <= 256 ? stackalloc byte[text.Length] : new byte[text.Length];
        if (Ascii.ToLower(text, buffer, out _) == System.Buffers.OperationStatus.Done)
            Take(_lower, buffer, rules);
        else
            Take(_lower, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text).ToLowerInvariant()), rules);
    }
}
