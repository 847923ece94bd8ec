using System.Text.Json.Serialization;
using LocalCloud.Aws.DynamoDb.Tables;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb;

internal sealed record CapacityUnits(double Units)
{
    [JsonPropertyName("CapacityUnits")]
    public double Units { get; init; } = Units;

    /// <summary>Transactions say which kind it was.</summary>
    public double? ReadCapacityUnits { get; init; }

    public double? WriteCapacityUnits { get; init; }
}

internal sealed record ConsumedCapacity
{
    public string? TableName { get; init; }
    public double? CapacityUnits { get; init; }
    public double? ReadCapacityUnits { get; init; }
    public double? WriteCapacityUnits { get; init; }
    public CapacityUnits? Table { get; init; }
    public Dictionary<string, CapacityUnits>? GlobalSecondaryIndexes { get; init; }
    public Dictionary<string, CapacityUnits>? LocalSecondaryIndexes { get; init; }
}

/// <summary>
/// Capacity units as AWS counts them: reads by 4 KB (half when eventually consistent), writes by 1 KB; transactions pay twice.
/// </summary>
internal static class Capacity
{
    public static double OfRead(long size, bool consistent) => Math.Max(1, (size + 4095) / 4096) * (consistent ? 1 : 0.5);

    public static double OfWrite(long size) => Math.Max(1, (size + 1023) / 1024);

    /// <param name="factor">2 in a transaction: of what is counted, not of the answer, which is summed up there</param>
    public static ConsumedCapacity? Read(
        Context context,
        string? wanted,
        Table table,
        double units,
        SecondaryIndex? index = null,
        int factor = 1
    )
    {
        context.Consume(table.Name, units * factor, isWrite: false);
        return Report(wanted, table, index is null ? units : 0, index is null ? [] : new() { [index] = units });
    }

    /// <summary>A write pays for the larger of old and new item, and again in each index whose entry it changes.</summary>
    /// <param name="kind">Of a transaction's write, which consumes twice.</param>
    public static ConsumedCapacity? Write(
        Context context,
        string? wanted,
        Table table,
        StoredItem? old,
        StoredItem? item,
        string? kind = null
    )
    {
        var indexes = new Dictionary<SecondaryIndex, double>();
        foreach (var index in table.Indexes.Values)
        {
            if (OfIndexWrite(index, table, old, item) is > 0 and var more)
                indexes[index] = more;
        }
        var units = Math.Max(OfWrite(old?.Size ?? 0), OfWrite(item?.Size ?? 0));
        context.Consume(table.Name, (units + indexes.Values.Sum()) * (kind is null ? 1 : 2), isWrite: true, kind);
        return Report(wanted, table, units, indexes);
    }

    // docs: GSI.html#GSI.ThroughputConsiderations.Writes. A changed key is a deletion and a put; what the index does not hold costs
    // nothing.
    private static double OfIndexWrite(SecondaryIndex index, Table table, StoredItem? old, StoredItem? item)
    {
        var (before, after) = (Entry(old), Entry(item));
        if (before is null || after is null)
            return before is null && after is null ? 0 : OfWrite(ItemSize.Of((before ?? after)!));
        if (new MapValue(before).Equals(new MapValue(after)))
            return 0;
        var sameKey = index.Schema.Attributes.All(key => before[key.Name].Equals(after[key.Name]));
        var (sizeBefore, sizeAfter) = (OfWrite(ItemSize.Of(before)), OfWrite(ItemSize.Of(after)));
        return sameKey ? Math.Max(sizeBefore, sizeAfter) : sizeBefore + sizeAfter;

        IReadOnlyDictionary<string, AttributeValue>? Entry(StoredItem? stored) =>
            stored is not null && index.Schema.Covers(stored.Attributes) ? index.Projected(stored, table.Schema) : null;
    }

    private static ConsumedCapacity? Report(string? wanted, Table table, double units, Dictionary<SecondaryIndex, double> indexes)
    {
        if (wanted is null or "NONE")
            return null;
        var total = new ConsumedCapacity { TableName = table.Name, CapacityUnits = units + indexes.Values.Sum() };
        return wanted == "TOTAL"
            ? total
            : total with
            {
                Table = new(units),
                GlobalSecondaryIndexes = Of(isGlobal: true),
                LocalSecondaryIndexes = Of(isGlobal: false),
            };

        Dictionary<string, CapacityUnits>? Of(bool isGlobal)
        {
            var some = indexes
                .Where(entry => entry.Key.IsGlobal == isGlobal)
                .ToDictionary(entry => entry.Key.Name, entry => new CapacityUnits(entry.Value));
            return some.Count == 0 ? null : some;
        }
    }

    /// <summary>Of several writes or reads: one sum for each table.</summary>
    public static List<ConsumedCapacity>? Sum(IEnumerable<ConsumedCapacity?> parts, double factor = 1)
    {
        var sums = parts
            .OfType<ConsumedCapacity>()
            .GroupBy(part => part.TableName)
            .Select(group => new ConsumedCapacity
            {
                TableName = group.Key,
                CapacityUnits = group.Sum(part => part.CapacityUnits) * factor,
                Table = group.Any(part => part.Table is not null) ? new(group.Sum(part => part.Table?.Units ?? 0) * factor) : null,
                GlobalSecondaryIndexes = Merge(group.Select(part => part.GlobalSecondaryIndexes), factor),
                LocalSecondaryIndexes = Merge(group.Select(part => part.LocalSecondaryIndexes), factor),
            })
            .ToList();
        return sums.Count == 0 ? null : sums;
    }

    /// <summary>Of a transaction: twice the units, and of which kind.</summary>
    public static List<ConsumedCapacity>? SumOfTransaction(IEnumerable<ConsumedCapacity?> parts, bool reads)
    {
        return Sum(parts, factor: 2)
            ?.Select(sum =>
                sum with
                {
                    ReadCapacityUnits = reads ? sum.CapacityUnits : null,
                    WriteCapacityUnits = reads ? null : sum.CapacityUnits,
                    Table = sum.Table is { } table ? Of(table) : null,
                    GlobalSecondaryIndexes = sum.GlobalSecondaryIndexes?.ToDictionary(entry => entry.Key, entry => Of(entry.Value)),
                    LocalSecondaryIndexes = sum.LocalSecondaryIndexes?.ToDictionary(entry => entry.Key, entry => Of(entry.Value)),
                }
            )
            .ToList();

        CapacityUnits Of(CapacityUnits part) =>
            part with
            {
                ReadCapacityUnits = reads ? part.Units : null,
                WriteCapacityUnits = reads ? null : part.Units,
            };
    }

    private static Dictionary<string, CapacityUnits>? Merge(IEnumerable<Dictionary<string, CapacityUnits>?> parts, double factor)
    {
        var merged = parts
            .Where(part => part is not null)
            .SelectMany(part => part!)
            .GroupBy(entry => entry.Key)
            .ToDictionary(group => group.Key, group => new CapacityUnits(group.Sum(entry => entry.Value.Units) * factor));
        return merged.Count == 0 ? null : merged;
    }
}
