using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.ApiGateway;

public sealed class FunctionAuthorizerTests : ApiGatewayTest
{
    private const string Guard = $"arn:aws:lambda:{Region}:{Account}:function:guard";

    private readonly List<JsonNode> _asked = [];

    private async Task<string> GuardedAsync(string settings, Func<JsonNode, string> guard)
    {
        Functions.Code[Function] = e => Task.FromResult(e["requestContext"]!["authorizer"]!.ToJsonString());
        Functions.Code[Guard] = e =>
        {
            _asked.Add(e);
            return Task.FromResult(guard(e));
        };
        var api = await LiveApiAsync();
        var authorizer = (string)
            (
                await DoAsync(
                    "POST",
                    $"/v2/apis/{api}/authorizers",
                    $$"""
                    {"authorizerType":"REQUEST","name":"guard","identitySource":["$request.header.x-key"],
                     "authorizerUri":"arn:aws:apigateway:{{Region}}:lambda:path/2015-03-31/functions/{{Guard}}/invocations"{{settings}}}
                    """
                )
            )["authorizerId"]!;
        var integration = await FunctionIntegrationAsync(api);
        foreach (var key in new[] { "GET /a", "GET /b" })
            await RouteAsync(api, key, integration, $$""","authorizationType":"CUSTOM","authorizerId":"{{authorizer}}" """);
        return api;
    }

    private Task<(int Status, string Body)> WithKeyAsync(string api, string? key, string path = "/a") =>
        StatusAsync(AskAsync(api, path, more: request =>
            {
                if (key is not null)
                    request.Headers.Add("x-key", key);
            }));

    [Fact]
    public async Task A_simple_answer_lets_in_or_not_and_its_context_goes_along()
    {
        var api = await GuardedAsync(""","authorizerPayloadFormatVersion":"2.0","enableSimpleResponses":true""", e =>
            $$"""{"isAuthorized":{{((string?)e["identitySource"]![0] == "open" ? "true" : "false")}},"context":{"who":"eva","n":1} }"""
        );

        Assert.Equal((401, """{"message":"Unauthorized"}"""), await WithKeyAsync(api, null));
        Assert.Equal((403, """{"message":"Forbidden"}"""), await WithKeyAsync(api, "shut"));
        Assert.Equal((200, """{"lambda":{"who":"eva","n":1}}"""), await WithKeyAsync(api, "open"));
        Assert.Equal(
            ("REQUEST", $"arn:aws:execute-api:{Region}:{Account}:{api}/$default/GET/a", "GET /a", 2),
            ((string?)_asked[^1]["type"], (string?)_asked[^1]["routeArn"], (string?)_asked[^1]["routeKey"], _asked.Count)
        );
    }

    [Fact]
    public async Task A_policy_is_asked_about_the_route_also_when_it_is_kept()
    {
        var api = await GuardedAsync(""","authorizerPayloadFormatVersion":"1.0","authorizerResultTtlInSeconds":60""", e => $$$"""
                {"principalId":"eva","policyDocument":{"Version":"2012-10-17","Statement":[
                  {"Action":"execute-api:Invoke","Effect":"Allow","Resource":"{{{((string)e["methodArn"]!)[..^5]}}}*"},
                  {"Action":"execute-api:*","Effect":"Deny","Resource":["*/GET/b"]}]},"context":{"k":"v"}}
                """);

        Assert.Equal((200, """{"lambda":{"k":"v","principalId":"eva"}}"""), await WithKeyAsync(api, "1"));
        Assert.Equal((403, """{"message":"Forbidden"}"""), await WithKeyAsync(api, "1", "/b"));
        Assert.Single(_asked);
        await WithKeyAsync(api, "2");
        Assert.Equal(2, _asked.Count);
        Clock.Advance(TimeSpan.FromSeconds(60));
        await WithKeyAsync(api, "1");
        Assert.Equal(3, _asked.Count);
        await DoAsync("DELETE", $"/v2/apis/{api}/stages/$default/cache/authorizers");
        await WithKeyAsync(api, "1");
        Assert.Equal(4, _asked.Count);
    }

    [Fact]
    public async Task An_authorizer_that_fails_is_an_internal_error()
    {
        var api = await GuardedAsync(""","authorizerPayloadFormatVersion":"2.0","enableSimpleResponses":true""", _ =>
            throw new InvalidOperationException("no")
        );

        Assert.Equal((500, """{"message":"Internal Server Error"}"""), await WithKeyAsync(api, "1"));
    }

    [Fact]
    public async Task IAM_wants_a_signed_request()
    {
        Functions.Code[Function] = e => Task.FromResult(e["requestContext"]!["authorizer"]!["iam"]!["accountId"]!.ToJsonString());
        var api = await LiveApiAsync();
        await RouteAsync(api, "GET /", await FunctionIntegrationAsync(api), ""","authorizationType":"AWS_IAM" """);

        Assert.Equal((403, """{"message":"Forbidden"}"""), await StatusAsync(AskAsync(api, "/")));
        Assert.Equal(
            (200, Account),
            await StatusAsync(
                AskAsync(api, "/", more: request =>
                    request.Headers.TryAddWithoutValidation("Authorization", AwsCaller.Authorization("execute-api", Account, Region))
                )
            )
        );
    }
}
