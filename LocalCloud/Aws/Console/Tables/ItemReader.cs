using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.WebConsole.Tables;

/// <summary>What a page of items has.</summary>
/// <param name="First">Number of the first item, from 1, as the way here counted.</param>
/// <param name="Scanned">How many were looked at; with a filter more than are shown.</param>
/// <param name="Next">The key to go on after; null at the end.</param>
internal sealed record ItemsFound(IReadOnlyList<JsonElement> Items, long First, int Scanned, JsonElement? Next, string? Error = null);

/// <summary>
/// Reads a page of items: as many calls as it takes to fill it, up to a limit, because a filter works on what one call has read.
/// </summary>
internal static class ItemReader
{
    /// <summary>Looked at for one page: more would make the page slow, and the next page goes on from there.</summary>
    private const int MostScanned = 5_000;

    public static async ValueTask<ItemsFound> ReadAsync(ConsoleRequest page, TableShown table, ItemSearch search)
    {
        var first = long.TryParse(page.Value("from"), NumberStyles.None, CultureInfo.InvariantCulture, out var from) && from > 0 ? from : 1;
        JsonNode? start = null;
        if (page.Value("start") is { } text && (start = JsonField.Object(text, "The start of the page", out var wrong)) is null)
            return new([], first, 0, null, wrong);
        var (items, scanned, input) = (new List<JsonElement>(), 0, search.Input(table));
        while (true)
        {
            var request = (JsonObject)input.DeepClone();
            request["Limit"] = ConsoleRequest.PageSize - items.Count;
            if (start is not null)
                request["ExclusiveStartKey"] = start;
            var result = await page.CallAsync("dynamodb", search.IsQuery ? "Query" : "Scan", request).ConfigureAwait(false);
            if (!result.Ok(out var answer, out var error))
                return new(items, first, scanned, null, $"{error.Code}: {error.Message}");
            items.AddRange(answer.GetProperty("Items").EnumerateArray());
            scanned += answer.GetProperty("ScannedCount").GetInt32();
            if (!answer.TryGetProperty("LastEvaluatedKey", out var last) || last.ValueKind is not JsonValueKind.Object)
                return new(items, first, scanned, null);
            if (items.Count == ConsoleRequest.PageSize || scanned >= MostScanned)
                return new(items, first, scanned, last);
            start = JsonNode.Parse(last.GetRawText());
        }
    }
}
