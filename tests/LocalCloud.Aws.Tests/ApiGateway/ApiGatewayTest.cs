using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using LocalCloud.Aws.Tests.EventBridge;

namespace LocalCloud.Aws.Tests.ApiGateway;

/// <summary>
/// Speaks API Gateway's protocol by hand, calls APIs as their callers do, and has a function and an HTTP server behind them.
/// </summary>
public abstract class ApiGatewayTest : AwsTest
{
    protected const string Function = $"arn:aws:lambda:{Region}:{Account}:function:hello";

    private FakeFunctions? _functions;

    private protected FakeFunctions Functions => _functions ??= new();

    private protected HttpEndpoint Backend { get; private set; } = null!;

    // Kept over a restart: the state of the others is loaded anew.
    private protected override IReadOnlyList<Service> Services =>
        [
            .. Emulator.Services(new Options()).Where(s => s.Id is not ("lambda" or "lambda-url")),
            _functions = new FakeFunctions().With(_functions),
        ];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Backend = await HttpEndpoint.StartAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Backend.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected sealed record Reply(int Status, JsonNode Body, string? Code)
    {
        public string? Message => (string?)Body["message"];
        public JsonNode? this[string name] => Body[name];
    }

    protected async Task<Reply> CallAsync(string method, string path, string? body = null, string account = Account)
    {
        using var response = await CallerOf(account).RestAsync("apigateway", method, path, body);
        var text = await response.Content.ReadAsStringAsync();
        return new(
            (int)response.StatusCode,
            text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!,
            response.Headers.TryGetValues("x-amzn-ErrorType", out var codes) ? codes.First() : null
        );
    }

    /// <summary>A call that has to succeed.</summary>
    protected async Task<Reply> DoAsync(string method, string path, string? body = null)
    {
        var reply = await CallAsync(method, path, body);
        Assert.True(reply.Status < 300, $"{method} {path}: {reply.Status} {reply.Body.ToJsonString()}");
        return reply;
    }

    protected async Task<string> ApiAsync(string more = "") =>
        (string)(await DoAsync("POST", "/v2/apis", $$"""{"name":"pets","protocolType":"HTTP"{{more}}}"""))["apiId"]!;

    /// <summary>A stage $default that deploys by itself.</summary>
    protected async Task<string> LiveApiAsync(string more = "")
    {
        var api = await ApiAsync(more);
        await DoAsync("POST", $"/v2/apis/{api}/stages", """{"stageName":"$default","autoDeploy":true}""");
        return api;
    }

    protected async Task<string> IntegrationAsync(string api, string body) =>
        (string)(await DoAsync("POST", $"/v2/apis/{api}/integrations", body))["integrationId"]!;

    protected Task<string> FunctionIntegrationAsync(string api, string version = "2.0", string more = "") =>
        IntegrationAsync(
            api,
            $$"""{"integrationType":"AWS_PROXY","integrationUri":"{{Function}}","payloadFormatVersion":"{{version}}"{{more}}}"""
        );

    protected Task<string> HttpIntegrationAsync(string api, string path = "/", string method = "ANY", string more = "") =>
        IntegrationAsync(
            api,
            $$"""
            {"integrationType":"HTTP_PROXY","integrationMethod":"{{method}}","integrationUri":"{{Backend.Url}}{{path}}",
             "payloadFormatVersion":"1.0"{{more}}}
            """
        );

    protected async Task<string> RouteAsync(string api, string key, string integration, string more = "") =>
        (string)
            (
                await DoAsync(
                    "POST",
                    $"/v2/apis/{api}/routes",
                    $$"""{"routeKey":"{{key}}","target":"integrations/{{integration}}"{{more}}}"""
                )
            )["routeId"]!;

    /// <summary>An API with one route to the function, which returns what it is given here.</summary>
    protected async Task<string> FunctionApiAsync(string key, Func<JsonNode, string> code, string version = "2.0", string more = "")
    {
        Functions.Code[Function] = e => Task.FromResult(code(e));
        var api = await LiveApiAsync(more);
        await RouteAsync(api, key, await FunctionIntegrationAsync(api, version));
        return api;
    }

    /// <summary>As a caller of the API, on the one origin.</summary>
    protected Task<HttpResponseMessage> AskAsync(
        string api,
        string path,
        string method = "GET",
        Action<HttpRequestMessage>? more = null,
        HttpContent? content = null
    ) => AskAtAsync($"/_localcloud/execute-api/{api}{path}", method, more, content);

    protected async Task<HttpResponseMessage> AskAtAsync(
        string address,
        string method = "GET",
        Action<HttpRequestMessage>? more = null,
        HttpContent? content = null
    )
    {
        using var request = new HttpRequestMessage(new(method), address) { Content = content };
        more?.Invoke(request);
        return await Http.SendAsync(request);
    }

    protected static async Task<string> TextAsync(Task<HttpResponseMessage> answer)
    {
        using var response = await answer;
        return await response.Content.ReadAsStringAsync();
    }

    protected static async Task<(int Status, string Body)> StatusAsync(Task<HttpResponseMessage> answer)
    {
        using var response = await answer;
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    protected static HttpContent Bytes(byte[] bytes, string? type)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        return content;
    }
}
