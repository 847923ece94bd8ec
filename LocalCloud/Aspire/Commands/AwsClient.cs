using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aspire.Aws;

namespace LocalCloud.Aspire.Commands;

/// <summary>What the local AWS is asked for by commands of the dashboard: its own pages, and queues.</summary>
internal sealed class AwsClient(Uri endpoint, string region, TimeProvider time) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = endpoint };

    /// <param name="path">Below <c>/_localcloud/</c>.</param>
    /// <returns>Its answer; null where it has none.</returns>
    /// <exception cref="CommandException">It refused, in its own words.</exception>
    public async Task<JsonNode?> CallAsync(HttpMethod method, string path, JsonNode? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, $"/_localcloud/{path}");
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        var text = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        var answer = Read(text);
        if (response.IsSuccessStatusCode)
            return answer;
        throw new CommandException((string?)(answer as JsonObject)?["error"] ?? $"{method} {request.RequestUri}: {Status(response)}");
    }

    /// <param name="operation">Of SQS, as in <c>PurgeQueue</c>.</param>
    /// <exception cref="CommandException">SQS refused, in its own words.</exception>
    public async Task<JsonNode?> SqsAsync(string operation, JsonObject input, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent(input.ToJsonString()) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        request.Headers.Add("X-Amz-Target", $"AmazonSQS.{operation}");
        LocalSignature.Set(request, _http.BaseAddress!, "sqs", region, time.GetUtcNow());
        using var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        var answer = Read(await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
        if (response.IsSuccessStatusCode)
            return answer;
        throw new CommandException($"{operation}: {(string?)(answer as JsonObject)?["message"] ?? Status(response)}");
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            throw new CommandException($"{endpoint} does not answer: {e.Message}");
        }
    }

    private static string Status(HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.NotFound ? "there is no such page" : $"{(int)response.StatusCode} {response.ReasonPhrase}";

    private static JsonNode? Read(string text)
    {
        try
        {
            return text.Length > 0 ? JsonNode.Parse(text) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public void Dispose() => _http.Dispose();
}
