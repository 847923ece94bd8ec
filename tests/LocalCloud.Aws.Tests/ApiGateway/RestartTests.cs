namespace LocalCloud.Aws.Tests.ApiGateway;

public sealed class RestartTests : ApiGatewayTest
{
    protected override string? DataDirectory { get; } = Path.Combine(Path.GetTempPath(), $"localcloud-apis-{Guid.NewGuid():n}");

    [Fact]
    public async Task APIs_and_what_was_deployed_survive_a_restart()
    {
        var api = await FunctionApiAsync("GET /", _ => "\"still\"");
        await DoAsync("POST", $"/v2/apis/{api}/stages", """{"stageName":"v1"}""");
        await DoAsync("POST", $"/v2/apis/{api}/deployments", """{"stageName":"v1"}""");
        await RouteAsync(api, "GET /late", await FunctionIntegrationAsync(api));
        await DoAsync("POST", "/v2/domainnames", """{"domainName":"api.shop.test"}""");
        await DoAsync("POST", "/v2/domainnames/api.shop.test/apimappings", $$"""{"apiId":"{{api}}","stage":"v1","apiMappingKey":""}""");

        await RestartAsync();

        Assert.Equal((200, "still"), await StatusAsync(AskAsync(api, "/late")));
        Assert.Equal((200, "still"), await StatusAsync(AskAtAsync("http://api.shop.test/")));
        Assert.Equal(404, (await StatusAsync(AskAtAsync("http://api.shop.test/late"))).Status);
        await DoAsync("DELETE", "/v2/domainnames/api.shop.test");
        await DoAsync("DELETE", $"/v2/apis/{api}");
        await RestartAsync();
        Assert.Empty((await DoAsync("GET", "/v2/apis"))["items"]!.AsArray());
        Assert.Equal(404, (await StatusAsync(AskAsync(api, "/"))).Status);
    }
}
