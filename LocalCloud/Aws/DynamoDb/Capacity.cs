using System.Text.Json.Serialization;
using LocalCloud.Aws.DynamoDb.Tables;

namespace LocalCloud.Aws.DynamoDb;

internal sealed record CapacityUnits(double Units)
{
    [JsonPropertyName("CapacityUnits")]
    public double Units { get; init; } = Units;
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

/// <summary>Capacity units as AWS counts them: reads by 4 KB (half when eventually consistent), writes by 1 KB; transactions pay twice.</summary>
internal static class Capacity
{
    public static double OfRead(long size, bool consistent) => Math.Max(1, (size + 4095) / 4096) * (consistent ? 1 : 0.5);

    public static double OfWrite(long size) => Math.Max(1, (size + 1023) / 1024);

    public static ConsumedCapacity? Read(string? wanted, Table table, double units, SecondaryIndex? index = null) =>
        Report(wanted, table, index is null ? units : 0, index is null ? [] : new() { [index] = units });

    /// <summary>A write pays for the larger of old and new item, and again in each index whose entry it changes.</summary>
    public static ConsumedCapacity? Write(string? wanted, Table table, StoredItem? old, StoredItem? item)
    {
        if (wanted is null or "NONE")
            return null;
        var indexes = new Dictionary<SecondaryIndex, double>();
        foreach (var index in table.Indexes.Values)
        {
            var sizes = new[] { old, item }.Where(entry => entry is not null && index.Schema.Covers(entry.Attributes)).Select(entry => OfWrite(entry!.Size)).ToList();
            if (sizes.Count > 0)
                indexes[index] = sizes.Max();
        }
        return Report(wanted, table, Math.Max(OfWrite(old?.Size ?? 0), OfWrite(item?.Size ?? 0)), indexes);
    }

    private static ConsumedCapacity? Report(string? wanted, Table table, double units, Dictionary<SecondaryIndex, double> indexes)
    {
        if (wanted is null or "NONE")
            return null;
        var total = new ConsumedCapacity { TableName = table.Name, CapacityUnits = units + indexes.Values.Sum() };
        return wanted == "TOTAL" ? total : total with
        {
            Table = new(units),
            GlobalSecondaryIndexes = Of(isGlobal: true),
            LocalSecondaryIndexes = Of(isGlobal: false),
        };

        Dictionary<string, CapacityUnits>? Of(bool isGlobal)
        {
            var some = indexes.Where(entry => entry.Key.IsGlobal == isGlobal).ToDictionary(entry => entry.Key.Name, entry => new CapacityUnits(entry.Value));
            return some.Count == 0 ? null : some;
        }
    }

    /// <summary>Of several writes or reads: one sum for each table.</summary>
    public static List<ConsumedCapacity>? Sum(IEnumerable<ConsumedCapacity?> parts, double factor = 1)
    {
        var sums = parts.OfType<ConsumedCapacity>().GroupBy(part => part.TableName).Select(group => new ConsumedCapacity
        {
            TableName = group.Key,
            CapacityUnits = group.Sum(part => part.CapacityUnits) * factor,
            Table = group.Any(part => part.Table is not null) ? new(group.Sum(part => part.Table?.Units ?? 0) * factor) : null,
            GlobalSecondaryIndexes = Merge(group.Select(part => part.GlobalSecondaryIndexes), factor),
            LocalSecondaryIndexes = Merge(group.Select(part => part.LocalSecondaryIndexes), factor),
        }).ToList();
        return sums.Count == 0 ? null : sums;
    }

    private static Dictionary<string, CapacityUnits>? Merge(IEnumerable<Dictionary<string, CapacityUnits>?> parts, double factor)
    {
        var merged = parts.Where(part => part is not null).SelectMany(part => part!).GroupBy(entry => entry.Key)
            .ToDictionary(group => group.Key, group => new CapacityUnits(group.Sum(entry => entry.Value.Units) * factor));
        return merged.Count == 0 ? null : merged;
    }
}
