using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.Lambda;

/// <summary>Speaks Lambda's REST protocol by hand. Functions are real Node processes: Node is wherever this repository is built.</summary>
public abstract class LambdaTest : AwsTest
{
    protected const string Role = "arn:aws:iam::123456789012:role/lambda";

    protected sealed record Answer(int Status, string Text, HttpResponseHeaders Headers)
    {
        public JsonNode Body => Text.Length == 0 ? new JsonObject() : JsonNode.Parse(Text)!;
        public string? Code => Header("x-amzn-ErrorType");
        public string? Message => (string?)(Body["message"] ?? Body["Message"]);
        public JsonNode? this[string name] => Body[name];

        public string? Header(string name) => Headers.TryGetValues(name, out var values) ? values.First() : null;

        /// <summary>What the invocation has logged, with LogType Tail.</summary>
        public string Log => Encoding.UTF8.GetString(Convert.FromBase64String(Header("X-Amz-Log-Result")!));
    }

    protected async Task<Answer> CallAsync(string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new(method), path);
        Sign(request, body ?? "");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers);
    }

    protected virtual void Sign(HttpRequestMessage request, string body) =>
        request.Headers.TryAddWithoutValidation("Authorization", AwsCaller.Authorization("lambda", Account, Region));

    /// <summary>A call that has to succeed.</summary>
    protected async Task<Answer> DoAsync(string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        var answer = await CallAsync(method, path, body, headers);
        Assert.True(answer.Status is >= 200 and < 300, $"{method} {path}: {answer.Status} {answer.Text}");
        return answer;
    }

    /// <summary>A function whose module is this JavaScript; <paramref name="more"/> are further members of the request.</summary>
    protected Task<Answer> CreateAsync(string name, string javascript, string more = "") =>
        DoAsync("POST", "/2015-03-31/functions", CreateBody(name, Package.Of(("index.js", javascript)), more));

    protected static string CreateBody(
        string name,
        byte[] zip,
        string more = "",
        string runtime = "nodejs20.x",
        string handler = "index.handler"
    ) =>
        $$"""
            {"FunctionName":"{{name}}","Runtime":"{{runtime}}","Handler":"{{handler}}","Role":"{{Role}}",
             "Code":{"ZipFile":"{{Convert.ToBase64String(zip)}}"}{{(more.Length > 0 ? "," + more : "")}}}
            """;

    protected Task<Answer> InvokeAsync(
        string name,
        string payload = "{}",
        string query = "",
        params (string Name, string Value)[] headers
    ) => CallAsync("POST", $"/2015-03-31/functions/{name}/invocations{query}", payload, headers);

    protected static (string, string) Tail => ("X-Amz-Log-Type", "Tail");

    protected static (string, string) Event => ("X-Amz-Invocation-Type", "Event");

    protected static string Arn(string function) => $"arn:aws:lambda:{Region}:{Account}:function:{function}";

    protected static string QueueArn(string name) => $"arn:aws:sqs:{Region}:{Account}:{name}";

    /// <summary>JavaScript of a handler that tells a gate of the test what it got and answers what the gate says.</summary>
    protected static string AsksGate(Gate gate) =>
        $$"""
            const net = require('node:net');
            exports.handler = event => new Promise((resolve, reject) => {
              const socket = net.connect({{gate.Port}}, '127.0.0.1', () => socket.write(JSON.stringify({ pid: process.pid, event }) + '\n'));
              socket.on('data', data => { socket.end(); const text = String(data).trim(); text === 'fail' ? reject(new Error('told to fail')) : text === 'exit' ? process.exit(7) : resolve(text); });
            });
            """;
}
