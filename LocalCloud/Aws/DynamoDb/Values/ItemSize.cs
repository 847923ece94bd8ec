using System.Text;

namespace LocalCloud.Aws.DynamoDb.Values;

/// <summary>
/// Sizes as AWS counts them: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
/// </summary>
internal static class ItemSize
{
    public const int MaxItem = 400 * 1024;

    public static int Of(IReadOnlyDictionary<string, AttributeValue> attributes)
    {
        var size = 0;
        foreach (var (name, value) in attributes)
            size += Encoding.UTF8.GetByteCount(name) + Of(value);
        return size;
    }

    public static int Of(AttributeValue value) =>
        value switch
        {
            StringValue s => Encoding.UTF8.GetByteCount(s.Text),
            BinaryValue b => b.Bytes.Length,
            NumberValue n => 1 + (n.Number.Digits + 1) / 2 + (n.Number.IsNegative ? 1 : 0),
            SetValue s => s.Members.Sum(Of),
            // 3 bytes for a list or map, and 1 for each of its elements.
            ListValue l => 3 + l.Items.Sum(item => 1 + Of(item)),
            MapValue m => 3 + m.Entries.Count + Of(m.Entries),
            _ => 1,
        };
}
