using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.Store.Kill;

/// <summary>As little client as possible: a request is answered, or the emulator is gone.</summary>
internal sealed class AwsClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly AwsCaller _caller;

    // Never twice by itself: the oracle has to know what was sent.
    public AwsClient(Uri address)
    {
        _http = new(new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = Timeout.InfiniteTimeSpan })
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromSeconds(60),
        };
        _caller = new(_http, "123456789012", "eu-west-1");
    }

    /// <exception cref="HttpRequestException">The emulator is gone.</exception>
    public async Task<JsonNode> CallAsync(string service, string target, JsonObject input)
    {
        using var answer = await _caller.JsonAsync(service, target, input.ToJsonString(), "1.0");
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        return body.Length == 0 ? new JsonObject() : JsonNode.Parse(body)!;
    }

    public async Task<string> QueryAsync(string service, params (string Name, string Value)[] form)
    {
        var text = string.Join('&', form.Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value)}"));
        using var answer = await _caller.QueryAsync(service, text);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        return body;
    }

    public Task<JsonNode> SqsAsync(string operation, JsonObject input) => CallAsync("sqs", $"AmazonSQS.{operation}", input);

    public async Task<string> QueueAsync(string name, JsonObject? attributes = null) =>
        (string)(await SqsAsync("CreateQueue", new() { ["QueueName"] = name, ["Attributes"] = attributes ?? [] }))["QueueUrl"]!;

    /// <summary>
    /// Everything in a queue, in the order in which it comes. Waits for what is on its way until <paramref name="enough"/> says so; on a
    /// clock that stands still that is all or an exception.
    /// </summary>
    public async Task<List<string>> DrainAsync(string name, Func<List<string>, bool> enough)
    {
        var url = await QueueAsync(name, name.EndsWith(".fifo", StringComparison.Ordinal) ? new() { ["FifoQueue"] = "true" } : null);
        var bodies = new List<string>();
        while (true)
        {
            var messages = (
                await SqsAsync(
                    "ReceiveMessage",
                    new()
                    {
                        ["QueueUrl"] = url,
                        ["MaxNumberOfMessages"] = 10,
                        ["VisibilityTimeout"] = 3600,
                        ["WaitTimeSeconds"] = enough(bodies) ? 0 : 20,
                    }
                )
            )["Messages"]?.AsArray();
            if (messages is not { Count: > 0 })
                return bodies;
            bodies.AddRange(messages.Select(m => (string)m!["Body"]!));
            await SqsAsync(
                "DeleteMessageBatch",
                new()
                {
                    ["QueueUrl"] = url,
                    ["Entries"] = new JsonArray([
                        .. messages.Select((m, i) => new JsonObject { ["Id"] = $"{i}", ["ReceiptHandle"] = (string)m!["ReceiptHandle"]! }),
                    ]),
                }
            );
        }
    }

    public async Task AdvanceAsync(TimeSpan time)
    {
        using var answer = await _http.PostAsync($"/_localcloud/time/advance?seconds={time.TotalSeconds}", null);
        Assert.True(answer.IsSuccessStatusCode);
    }

    public void Dispose() => _http.Dispose();
}
