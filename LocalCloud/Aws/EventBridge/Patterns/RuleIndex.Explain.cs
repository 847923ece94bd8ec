using System.Text;

namespace LocalCloud.Aws.EventBridge.Patterns;

internal sealed partial class RuleIndex
{
    /// <summary>
    /// What became of every field that a pattern asks for; one of the alternatives ("$or" makes more than one) has to be met.
    /// Throws JsonException when the event is not JSON.
    /// </summary>
    public IReadOnlyList<AlternativeExplanation> Explain(int rule, ReadOnlyMemory<byte> json)
    {
        Read(json);
        var explained = new List<AlternativeExplanation>();
        foreach (var candidate in _candidates.Where(c => c.Rule == rule))
        {
            var fields = candidate.Fields.Select(f => Explain(f, json)).ToList();
            explained.Add(new(fields, Satisfied(candidate.Fields, json.Span, out _)));
        }
        return explained;
    }

    private FieldExplanation Explain(Field field, ReadOnlyMemory<byte> json)
    {
        var inArrays = false;
        var (condition, isMet) = (field.Condition, SatisfiedAlone(field, json.Span, ref inArrays));
        var has = _leaves.First(field.Path) < 0 ? null : Actual(field.Path);
        var hint =
            isMet ? null
            : has is null ? PatternHints.OfAbsent(condition.Path, json)
            : OtherType(field, json.Span);
        return new(condition.Path, condition.Expected, has, isMet, hint);
    }

    // A pattern that wants the number 1 does not take the text "1", nor the other way round: the two look alike.
    private string? OtherType(Field field, ReadOnlySpan<byte> json)
    {
        for (var leaf = _leaves.First(field.Path); leaf >= 0; leaf = _leaves.Next(leaf))
        {
            var value = _leaves.Get(leaf, json);
            foreach (var matcher in field.Condition.AnyOf)
                switch (matcher)
                {
                    case ExactNumber number when value.Kind is LeafKind.String && value.Text.SequenceEqual(number.Text):
                    case NumericRange when value.Kind is LeafKind.String && ComparableNumber.TryParse(value.Text, out _):
                        return "the event has it as text, the pattern wants a number";
                    case ExactString text when value.Kind is not LeafKind.String && value.Text.SequenceEqual(text.Text):
                        return "the pattern wants it as text, between quotation marks";
                    case ExactString text when value.Kind is LeafKind.String && Ascii.EqualsIgnoreCase(value.Text, text.Text):
                        return "they differ in upper and lower case";
                }
        }
        return null;
    }
}

/// <param name="Fields">In the order of the pattern.</param>
/// <param name="IsMet">False too where each field is met, but by different elements of an array.</param>
internal sealed record AlternativeExplanation(IReadOnlyList<FieldExplanation> Fields, bool IsMet)
{
    public bool IsSplit => !IsMet && Fields.All(f => f.IsMet);
}

/// <param name="Path">As detail.order.status.</param>
/// <param name="Wanted">As the pattern has it: JSON, an array.</param>
/// <param name="Has">The values that the event has there, as JSON; null for none.</param>
/// <param name="Hint">What it may be that was overlooked; null for nothing.</param>
internal sealed record FieldExplanation(string Path, string Wanted, string? Has, bool IsMet, string? Hint);
