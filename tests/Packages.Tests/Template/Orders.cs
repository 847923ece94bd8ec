using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Packages.Tests.Template;

/// <summary>The generated application as its user drives it.</summary>
internal static class Orders
{
    /// <summary>Places an order twice and returns the one receipt that the worker writes.</summary>
    public static async Task<string> FulfilledAsync(Uri api)
    {
        using var http = new HttpClient { BaseAddress = api };
        http.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString());
        var placed = await PlaceAsync(http, HttpStatusCode.Created);
        Assert.Equal($"{placed["id"]}", $"{(await PlaceAsync(http, HttpStatusCode.OK))["id"]}");
        Assert.Equal("mug", $"{(await http.GetFromJsonAsync<JsonNode>($"orders/{placed["id"]}"))!["product"]}");

        var receipt = await Eventually.Async("the order has a receipt", async () =>
        {
            using var answer = await http.GetAsync($"orders/{placed["id"]}/receipt", TestContext.Current.CancellationToken);
            return answer.StatusCode == HttpStatusCode.NotFound ? null : await answer.Content.ReadFromJsonAsync<JsonNode>();
        });
        return $"{receipt["text"]}";
    }

    private static async Task<JsonNode> PlaceAsync(HttpClient http, HttpStatusCode expected)
    {
        using var answer = await http.PostAsJsonAsync("orders", new { product = "mug", quantity = 2 });
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{answer.StatusCode}: {body}");
        return JsonNode.Parse(body)!;
    }
}
