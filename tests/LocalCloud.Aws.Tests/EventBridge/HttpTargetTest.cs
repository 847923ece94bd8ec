using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.EventBridge;

/// <summary>With an HTTP server that connections and API destinations call.</summary>
public abstract class HttpTargetTest : EventBridgeTest
{
    private protected const string ApiKey = """{"ApiKeyAuthParameters":{"ApiKeyName":"x-key","ApiKeyValue":"top-secret"}}""";

    private protected HttpEndpoint Endpoint { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Endpoint = await HttpEndpoint.StartAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Endpoint.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task<string> ConnectAsync(string name = "c", string type = "API_KEY", string auth = ApiKey, string more = "") =>
        (string)
            (
                await DoAsync(
                    "CreateConnection",
                    $$"""{"Name":"{{name}}","AuthorizationType":"{{type}}","AuthParameters":{{auth}}{{more}}}"""
                )
            )["ConnectionArn"]!;

    protected Task<Answer> DescribeAsync(string name = "c") => DoAsync("DescribeConnection", $$"""{"Name":"{{name}}"}""");

    protected async Task<string> DestinationAsync(
        string connectionArn,
        string path = "/hook",
        string method = "POST",
        string more = "",
        string name = "d"
    ) =>
        (string)
            (
                await DoAsync(
                    "CreateApiDestination",
                    $$"""
                    {"Name":"{{name}}","ConnectionArn":"{{connectionArn}}","InvocationEndpoint":"{{Endpoint.Url}}{{path}}",
                     "HttpMethod":"{{method}}"{{more}}}
                    """
                )
            )["ApiDestinationArn"]!;

    protected async Task RuleToAsync(string arn, string targetMore = "")
    {
        await DoAsync("PutRule", """{"Name":"r","EventPattern":"{\"source\":[\"a\"]}"}""");
        var put = await DoAsync("PutTargets", $$"""{"Rule":"r","Targets":[{"Id":"t","Arn":"{{arn}}"{{targetMore}}}]}""");
        Assert.Equal(0, (int)put["FailedEntryCount"]!);
    }

    /// <summary>The connection once its authorization has come to an end.</summary>
    protected async Task<Answer> SettledAsync(string name = "c")
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            var connection = await DescribeAsync(name);
            if ((string?)connection["ConnectionState"] != "AUTHORIZING")
                return connection;
        }
    }

    protected string OAuth(string method = "POST", string http = "", string path = "/token") =>
        $$$"""
            {"OAuthParameters":{"ClientParameters":{"ClientID":"me","ClientSecret":"top-secret"},
             "AuthorizationEndpoint":"{{{Endpoint.Url}}}{{{path}}}","HttpMethod":"{{{method}}}"{{{http}}}}}
            """;

    private protected HttpEndpoint.Reply WithToken(HttpEndpoint.Asked asked, string token = "t1", int seconds = 3600) =>
        asked.PathAndQuery.StartsWith("/token", StringComparison.Ordinal)
            ? new(
                200,
                new JsonObject
                {
                    ["access_token"] = token,
                    ["token_type"] = "bearer",
                    ["expires_in"] = seconds,
                }.ToJsonString()
            )
            : new(200);
}
