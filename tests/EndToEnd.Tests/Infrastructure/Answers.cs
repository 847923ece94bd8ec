using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace EndToEnd.Tests.Infrastructure;

internal static class Answers
{
    /// <summary>The body of an answer with this status.</summary>
    public static async Task<JsonNode> JsonAsync(this HttpResponseMessage response, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{(int)response.StatusCode} instead of {(int)expected}: {body}");
        return JsonNode.Parse(body)!;
    }

    public static async Task<JsonNode> GetJsonAsync(this HttpClient client, string path) => await (await client.GetAsync(path)).JsonAsync();

    public static Task<HttpResponseMessage> PostJsonAsync(this HttpClient client, string path, string json) =>
        client.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"));

    public static IEnumerable<JsonNode> Items(this JsonNode? array) => array?.AsArray().Select(item => item!) ?? [];

    public static string Text(this JsonNode? node, string property) => (string?)node?[property] ?? "";
}
