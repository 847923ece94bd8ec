using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.AwsClients.Json;

/// <summary>One call of a service that speaks JSON.</summary>
/// <param name="Path">With <c>{name}</c> for what stands in <paramref name="Parts"/>.</param>
/// <param name="Parts">Of the path; escaped by the SDK.</param>
internal sealed record JsonCall(string Method, string Path, params (string Name, string Value)[] Parts)
{
    // A '+' in base64 would become six characters, and a package of 50 MB too large for Lambda
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Parameters without a value are left out.</summary>
    public IReadOnlyList<(string Name, string? Value)> Query { get; init; } = [];

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Of AWS's JSON protocol 1.1, such as <c>Logs_20140328.FilterLogEvents</c>; null: a REST call.</summary>
    public string? Target { get; init; }

    public byte[] Body { get; init; } = [];

    public JsonCall WithJson(JsonObject body) => this with { Body = JsonSerializer.SerializeToUtf8Bytes<JsonNode>(body, Plain) };

    public static JsonCall To(string target, JsonObject body) => new JsonCall("POST", "/") { Target = target }.WithJson(body);
}
