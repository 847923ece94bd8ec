using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.DynamoDb;
using LocalCloud.Aws.DynamoDb.Tables;

namespace LocalCloud.Aws.WebConsole.Tables;

/// <summary>A table as its page speaks of it.</summary>
internal sealed record TableShown(TableDescription Description, string? TimeToLive)
{
    public string Name => Description.TableName;

    public string Partition => KeysOf(null)[0];

    public IReadOnlyList<string> Keys => KeysOf(null);

    public IEnumerable<IndexDescription> Indexes =>
        (Description.GlobalSecondaryIndexes ?? []).Concat(Description.LocalSecondaryIndexes ?? []);

    public static TableShown? Find(ConsoleRequest page, string name) =>
        page.Host.Read(page.State<DynamoDbState>("dynamodb"), state =>
            state.ByName(name) is { } table ? new TableShown(TableDescription.Of(state, table), table.Definition.TimeToLiveAttribute) : null
        );

    /// <summary>The attributes of the key, the partition's first; of the table itself with null.</summary>
    public IReadOnlyList<string> KeysOf(string? index) =>
        [
            .. (Indexes.FirstOrDefault(i => i.IndexName == index)?.KeySchema ?? Description.KeySchema)
                .OrderBy(k => k.KeyType == "HASH" ? 0 : 1)
                .Select(k => k.AttributeName),
        ];

    /// <summary>S, N or B; null of what is no key attribute.</summary>
    public string? TypeOf(string attribute) => Description.AttributeDefinitions.Find(a => a.AttributeName == attribute)?.AttributeType;

    /// <summary>The key of an item, as operations take it.</summary>
    public JsonObject KeyOf(JsonElement item) =>
        new(
            Keys.Where(k => item.TryGetProperty(k, out _))
                .Select(k => KeyValuePair.Create(k, (JsonNode?)JsonNode.Parse(item.GetProperty(k).GetRawText())))
        );

    public static string InWords(TableDescription table, IEnumerable<KeySchemaElement> keys) =>
        string.Join(
            ", ",
            keys.OrderBy(k => k.KeyType == "HASH" ? 0 : 1)
                .Select(k =>
                    $"{k.AttributeName} ({Word(table.AttributeDefinitions.Find(a =>
            a.AttributeName == k.AttributeName)?.AttributeType)})"
                )
        );

    private static string Word(string? type) =>
        type switch
        {
            "N" => "number",
            "B" => "binary",
            _ => "string",
        };
}
