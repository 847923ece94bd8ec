namespace LocalCloud.Aws.Tests.ApiGateway;

public sealed class RoutingTests : ApiGatewayTest
{
    [Theory]
    // The table of docs: http-api-develop-routes.
    [InlineData("GET", "/pets/dog/1", "GET /pets/dog/1")]
    [InlineData("GET", "/pets/dog/2", "GET /pets/dog/{id}")]
    [InlineData("GET", "/pets/cat/1", "GET /pets/{proxy+}")]
    [InlineData("POST", "/test/5", "ANY /{proxy+}")]
    [InlineData("GET", "/", "$default")]
    // A full match before a greedy one, whatever the method is written as; the method itself before ANY.
    [InlineData("GET", "/orders", "ANY /orders")]
    [InlineData("POST", "/orders", "POST /orders")]
    [InlineData("POST", "/pets/dog/1", "ANY /{proxy+}")]
    [InlineData("GET", "/orders/7/items", "GET /orders/{id}/items")]
    [InlineData("GET", "/orders/7/items/8", "ANY /{proxy+}")]
    [InlineData("GET", "/pets", "ANY /{proxy+}")]
    [InlineData("DELETE", "/pets/dog/deep/down", "ANY /{proxy+}")]
    [InlineData("GET", "/pets/dog/deep/down", "GET /pets/dog/{proxy+}")]
    public async Task The_most_specific_route_takes_the_request(string method, string path, string expected)
    {
        Functions.Code[Function] = e => Task.FromResult((string)e["routeKey"]!);
        Functions.Code[Function] = e => Task.FromResult($$"""{"statusCode":200,"body":"{{e["routeKey"]}}"}""");
        var api = await LiveApiAsync();
        var integration = await FunctionIntegrationAsync(api);
        foreach (
            var key in new[]
            {
                "$default",
                "ANY /{proxy+}",
                "GET /pets/{proxy+}",
                "GET /pets/dog/{id}",
                "GET /pets/dog/1",
                "GET /pets/dog/{proxy+}",
                "ANY /orders",
                "POST /orders",
                "GET /orders/{id}/items",
            }
        )
            await RouteAsync(api, key, integration);

        Assert.Equal(expected, await TextAsync(AskAsync(api, path, method)));
    }

    [Fact]
    public async Task What_no_route_fits_is_not_found()
    {
        var api = await FunctionApiAsync("GET /pets/{id}", _ => "{}");

        foreach (var path in new[] { "/", "/pets", "/pets/", "/pets/1/2", "/Pets/1" })
        {
            using var response = await AskAsync(api, path);
            Assert.Equal(
                (404, """{"message":"Not Found"}""", "application/json"),
                ((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Content.Headers.ContentType?.ToString())
            );
            Assert.True(response.Headers.Contains("apigw-requestid"));
        }
        Assert.Equal((404, """{"message":"Not Found"}"""), await StatusAsync(AskAsync(api, "/pets/1", "POST")));
        Assert.Equal((404, """{"message":"Not Found"}"""), await StatusAsync(AskAsync("abcdefghij", "/")));
    }

    [Fact]
    public async Task A_named_stage_is_the_first_segment_and_part_of_the_path()
    {
        var api = await FunctionApiAsync("GET /pets/{id}", e =>
            $$"""{"statusCode":200,"body":"{{e["requestContext"]!["stage"]}} {{e["rawPath"]}} {{e["requestContext"]!["http"]!["path"]}} {{e["pathParameters"]!["id"]}} {{e["stageVariables"]?["color"]}}"}"""
        );
        await DoAsync("POST", $"/v2/apis/{api}/stages", """{"stageName":"prod","autoDeploy":true,"stageVariables":{"color":"red"}}""");

        Assert.Equal("prod /prod/pets/7 /prod/pets/7 7 red", await TextAsync(AskAsync(api, "/prod/pets/7")));
        Assert.Equal("$default /pets/7 /pets/7 7 ", await TextAsync(AskAsync(api, "/pets/7")));
    }

    [Theory]
    [InlineData("http://{0}.execute-api.eu-west-1.amazonaws.com/pets/1")]
    [InlineData("http://{0}.execute-api.eu-west-1.localhost:4566/pets/1")]
    [InlineData("http://{0}.execute-api.localhost:4566/pets/1")]
    [InlineData("/_localcloud/execute-api/{0}/pets/1")]
    public async Task An_API_is_called_by_host_or_on_the_one_origin(string address)
    {
        var api = await FunctionApiAsync("GET /pets/{id}", e =>
            $$"""{"statusCode":200,"body":"{{e["requestContext"]!["domainPrefix"]}} {{e["rawPath"]}}"}"""
        );

        Assert.Equal($"{api} /pets/1", await TextAsync(AskAtAsync(string.Format(null, address, api))));
    }

    [Fact]
    public async Task The_endpoint_of_an_answer_is_where_the_API_is()
    {
        var api = await FunctionApiAsync("GET /", _ => """{"statusCode":200,"body":"here"}""");

        var endpoint = (string)(await DoAsync("GET", $"/v2/apis/{api}"))["apiEndpoint"]!;
        Assert.Equal("here", await TextAsync(AskAtAsync(endpoint)));
        Assert.Equal("here", await TextAsync(AskAtAsync(endpoint + "/")));
    }

    [Fact]
    public async Task A_disabled_endpoint_answers_not_found()
    {
        var api = await FunctionApiAsync("GET /", _ => "{}", more: ""","disableExecuteApiEndpoint":true""");

        Assert.Equal((404, """{"message":"Not Found"}"""), await StatusAsync(AskAsync(api, "/")));
    }

    [Fact]
    public async Task A_stage_serves_what_was_deployed_to_it()
    {
        Functions.Code[Function] = _ => Task.FromResult("{}");
        var api = await ApiAsync();
        await DoAsync("POST", $"/v2/apis/{api}/stages", """{"stageName":"prod"}""");
        Assert.Equal(
            (400, "Unable to deploy API because no routes exist in this API"),
            await RefusedAsync("POST", $"/v2/apis/{api}/deployments", """{"stageName":"prod"}""")
        );
        var integration = await FunctionIntegrationAsync(api);
        await RouteAsync(api, "GET /a", integration);
        Assert.Equal(404, (await StatusAsync(AskAsync(api, "/prod/a"))).Status);

        await DoAsync("POST", $"/v2/apis/{api}/deployments", """{"stageName":"prod"}""");
        await RouteAsync(api, "GET /b", integration);

        Assert.Equal(200, (await StatusAsync(AskAsync(api, "/prod/a"))).Status);
        Assert.Equal(404, (await StatusAsync(AskAsync(api, "/prod/b"))).Status);
        var second = (string)(await DoAsync("POST", $"/v2/apis/{api}/deployments", "{}"))["deploymentId"]!;
        Assert.Equal(404, (await StatusAsync(AskAsync(api, "/prod/b"))).Status);
        await DoAsync("PATCH", $"/v2/apis/{api}/stages/prod", $$"""{"deploymentId":"{{second}}"}""");
        Assert.Equal(200, (await StatusAsync(AskAsync(api, "/prod/b"))).Status);
        Assert.Equal(
            (400, "Active stages pointing to this deployment must be moved or deleted"),
            await RefusedAsync("DELETE", $"/v2/apis/{api}/deployments/{second}")
        );
    }

    [Fact]
    public async Task Custom_domain_names_lead_to_stages_by_the_longest_key()
    {
        string Code(System.Text.Json.Nodes.JsonNode e) =>
            $$"""{"statusCode":200,"body":"{{e["requestContext"]!["stage"]}} {{e["routeKey"]}} {{e["requestContext"]!["domainName"]}}"}""";
        var api = await FunctionApiAsync("GET /{proxy+}", Code);
        await DoAsync("POST", $"/v2/apis/{api}/stages", """{"stageName":"v1","autoDeploy":true}""");
        await DoAsync("POST", $"/v2/apis/{api}/stages", """{"stageName":"v2","autoDeploy":true}""");
        await DoAsync(
            "POST",
            "/v2/domainnames",
            """
            {"domainName":"api.shop.test",
             "domainNameConfigurations":[{"certificateArn":"arn:aws:acm:eu-west-1:123456789012:certificate/1"}]}
            """
        );
        foreach (var (key, stage) in new[] { ("", "$default"), ("orders", "v1"), ("orders/v2", "v2") })
            await DoAsync(
                "POST",
                "/v2/domainnames/api.shop.test/apimappings",
                $$"""{"apiId":"{{api}}","stage":"{{stage}}","apiMappingKey":"{{key}}"}"""
            );
        Assert.Equal(
            (409, "ApiMapping key already exists for this domain name"),
            await RefusedAsync(
                "POST",
                "/v2/domainnames/api.shop.test/apimappings",
                $$"""{"apiId":"{{api}}","stage":"v1","apiMappingKey":"orders"}"""
            )
        );

        foreach (var origin in new[] { "http://api.shop.test", "/_localcloud/domains/api.shop.test" })
        {
            Assert.Equal("v1 GET /{proxy+} api.shop.test", await TextAsync(AskAtAsync($"{origin}/orders/7")));
            Assert.Equal("v2 GET /{proxy+} api.shop.test", await TextAsync(AskAtAsync($"{origin}/orders/v2/7")));
            Assert.Equal("$default GET /{proxy+} api.shop.test", await TextAsync(AskAtAsync($"{origin}/ordersandmore/7")));
        }
        Assert.Equal(409, (await CallAsync("DELETE", $"/v2/apis/{api}/stages/v1")).Status);
        Assert.Equal(409, (await CallAsync("DELETE", $"/v2/apis/{api}")).Status);
    }

    private async Task<(int, string?)> RefusedAsync(string method, string path, string? body = null)
    {
        var reply = await CallAsync(method, path, body);
        return (reply.Status, reply.Message);
    }
}
