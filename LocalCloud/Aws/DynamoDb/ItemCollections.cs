using LocalCloud.Aws.DynamoDb.Tables;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb;

internal sealed record ItemCollectionMetrics(IReadOnlyDictionary<string, AttributeValue> ItemCollectionKey, double[] SizeEstimateRangeGB);

/// <summary>ReturnItemCollectionMetrics: only tables with local indexes have item collections that count.</summary>
internal static class ItemCollections
{
    public static ItemCollectionMetrics? Of(string? wanted, Table table, IReadOnlyDictionary<string, AttributeValue> item) =>
        wanted == "SIZE" && table.Indexes.Values.Any(index => !index.IsGlobal)
            ? new(new Dictionary<string, AttributeValue> { [table.Schema.Hash.Name] = item[table.Schema.Hash.Name] }, [0, 1])
            : null;
}
