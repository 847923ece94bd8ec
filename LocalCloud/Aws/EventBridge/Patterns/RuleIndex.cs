using System.Text;
using System.Text.Json;

namespace LocalCloud.Aws.EventBridge.Patterns;

/// <summary>
/// All patterns of a bus, compiled together: an event is read once, only at fields that some pattern asks for, and each pattern
/// is found by its most telling field, so that the cost follows the patterns that nearly match, not all there are.
/// Not for several threads: it belongs to the bus.
/// </summary>
internal sealed partial class RuleIndex
{
    private readonly record struct Field(int Path, FieldCondition Condition);

    private sealed record Candidate(int Rule, Field[] Fields);

    private readonly List<Candidate> _candidates = [];
    private readonly List<int> _always = [];
    private readonly ValueIndex?[] _byPath;
    private readonly int[] _usedPaths;
    private readonly EventLeaves _leaves;
    private readonly int[] _matchedIn;
    private readonly List<int> _matched = [];
    private int _round;
    private ReadOnlyMemory<byte> _current;

    public RuleIndex(IReadOnlyList<EventPattern> patterns)
    {
        var paths = new PathTree();
        for (var rule = 0; rule < patterns.Count; rule++)
            foreach (var alternative in patterns[rule].Alternatives)
                _candidates.Add(new Candidate(rule, [.. alternative.Select(c => new Field(paths.Add(c.Path), c))]));
        _byPath = new ValueIndex[paths.Count];
        _leaves = new EventLeaves(paths);
        _matchedIn = new int[patterns.Count];

        // two rounds: first every field is counted, then each candidate is entered where the fewest others are
        var counted = new ValueIndex[paths.Count];
        for (var i = 0; i < counted.Length; i++)
            counted[i] = new ValueIndex();
        for (var i = 0; i < _candidates.Count; i++)
            foreach (var field in _candidates[i].Fields)
            foreach (var matcher in field.Condition.AnyOf)
                counted[field.Path].Add(matcher, i);
        for (var i = 0; i < _candidates.Count; i++)
            Enter(i, counted);
        _usedPaths = [.. Enumerable.Range(0, _byPath.Length).Where(p => _byPath[p] is not null)];
    }

    private void Enter(int candidate, ValueIndex[] counted)
    {
        var best = _candidates[candidate]
            .Fields.Where(f => !f.Condition.OrAbsent)
            .OrderBy(f => f.Condition.AnyOf.Sum(m => counted[f.Path].Cost(m)))
            .FirstOrDefault();
        if (best.Condition is null)
        {
            _always.Add(candidate);
            return;
        }
        var index = _byPath[best.Path] ??= new ValueIndex();
        foreach (var matcher in best.Condition.AnyOf)
            index.Add(matcher, candidate);
    }

    /// <summary>
    /// The numbers of the patterns that the event matches, valid until the next call. Throws JsonException when it is not JSON.
    /// </summary>
    public IReadOnlyList<int> Match(ReadOnlyMemory<byte> json)
    {
        Read(json);
        var span = json.Span;
        foreach (var path in _usedPaths)
            for (var leaf = _leaves.First(path); leaf >= 0; leaf = _leaves.Next(leaf))
                _byPath[path]!.Find(_leaves.Get(leaf, span), this);
        foreach (var candidate in _always)
            Verify(candidate);
        return _matched;
    }

    private void Read(ReadOnlyMemory<byte> json)
    {
        _round++;
        _matched.Clear();
        _current = json;
        _leaves.Read(json.Span);
    }

    internal void Verify(List<int> bucket)
    {
        foreach (var candidate in bucket)
            Verify(candidate);
    }

    internal void Verify(int number)
    {
        var candidate = _candidates[number];
        if (_matchedIn[candidate.Rule] == _round || !Satisfied(candidate.Fields, _current.Span, out _))
            return;
        _matchedIn[candidate.Rule] = _round;
        _matched.Add(candidate.Rule);
    }

    private bool Satisfied(Field[] fields, ReadOnlySpan<byte> json, out int failed)
    {
        var inArrays = false;
        for (failed = 0; failed < fields.Length; failed++)
            if (!SatisfiedAlone(fields[failed], json, ref inArrays))
                return false;
        // fields inside arrays of objects must be met within the same element
        return !inArrays || SatisfiedTogether(fields, 0, stackalloc int[Math.Min(fields.Length, 256)], json);
    }

    private bool SatisfiedAlone(Field field, ReadOnlySpan<byte> json, ref bool inArrays)
    {
        var leaf = _leaves.First(field.Path);
        if (leaf < 0)
            return field.Condition.OrAbsent;
        for (; leaf >= 0; leaf = _leaves.Next(leaf))
        {
            if (!Takes(field.Condition, _leaves.Get(leaf, json)))
                continue;
            inArrays |= _leaves.InArray(leaf);
            return true;
        }
        return false;
    }

    private bool SatisfiedTogether(Field[] fields, int at, Span<int> chosen, ReadOnlySpan<byte> json)
    {
        if (at >= chosen.Length)
            return true;
        var leaf = _leaves.First(fields[at].Path);
        chosen[at] = -1;
        if (leaf < 0)
            return SatisfiedTogether(fields, at + 1, chosen, json);
        for (; leaf >= 0; leaf = _leaves.Next(leaf))
        {
            if (!Takes(fields[at].Condition, _leaves.Get(leaf, json)) || !CompatibleWithAll(leaf, chosen[..at]))
                continue;
            chosen[at] = leaf;
            if (SatisfiedTogether(fields, at + 1, chosen, json))
                return true;
        }
        return false;
    }

    private bool CompatibleWithAll(int leaf, ReadOnlySpan<int> chosen)
    {
        foreach (var other in chosen)
            if (other >= 0 && !_leaves.Compatible(leaf, other))
                return false;
        return true;
    }

    private static bool Takes(FieldCondition condition, Leaf leaf)
    {
        foreach (var matcher in condition.AnyOf)
            if (matcher.Matches(leaf))
                return true;
        return false;
    }

    /// <summary>Why a pattern does not match: the first field of it that the event does not satisfy; null when it does match.</summary>
    public string? WhyNot(int rule, ReadOnlyMemory<byte> json)
    {
        Read(json);
        var reasons = new List<string>();
        foreach (var candidate in _candidates.Where(c => c.Rule == rule))
        {
            if (Satisfied(candidate.Fields, json.Span, out var failed))
                return null;
            reasons.Add(
                failed < candidate.Fields.Length
                    ? $"{candidate.Fields[failed].Condition.Path}: {Actual(candidate.Fields[failed].Path)} is not in "
                        + $"{candidate.Fields[failed].Condition.Expected}"
                    : "no single array element satisfies all fields"
            );
        }
        return string.Join("; or ", reasons);
    }

    private string Actual(int path)
    {
        var values = new List<string>();
        for (var leaf = _leaves.First(path); leaf >= 0; leaf = _leaves.Next(leaf))
        {
            var value = _leaves.Get(leaf, _current.Span);
            var text = Encoding.UTF8.GetString(value.Text);
            values.Add(value.Kind == LeafKind.String ? $"\"{JsonEncodedText.Encode(text)}\"" : text);
        }
        return values.Count == 0 ? "(absent)" : string.Join(", ", values);
    }
}
