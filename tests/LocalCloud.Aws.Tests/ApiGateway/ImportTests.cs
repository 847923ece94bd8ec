using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.ApiGateway;

public sealed class ImportTests : ApiGatewayTest
{
    // As the SAM transform writes it.
    private const string Definition = $$$"""
        {"openapi":"3.0.1","info":{"title":"shop","version":"1.0"},
         "paths":{
           "/pets/{id}":{"get":{"x-amazon-apigateway-integration":{"httpMethod":"POST","type":"aws_proxy","payloadFormatVersion":"2.0",
             "uri":"arn:aws:apigateway:{{{Region}}}:lambda:path/2015-03-31/functions/{{{Function}}}/invocations"},
             "security":[{"users":["read"]}]} },
           "/{proxy+}":{"x-amazon-apigateway-any-method":{"x-amazon-apigateway-integration":{"$ref":"#/components/x-amazon-apigateway-integrations/f"} } },
           "/$default":{"x-amazon-apigateway-any-method":{"isDefaultRoute":true,
           "x-amazon-apigateway-integration":{"$ref":"#/components/x-amazon-apigateway-integrations/f"} } } },
         "components":{
           "x-amazon-apigateway-integrations":{"f":{"type":"AWS_PROXY","uri":"{{{Function}}}","payloadFormatVersion":"2.0"} },
           "securitySchemes":{"users":{"type":"oauth2",
           "x-amazon-apigateway-authorizer":{"type":"jwt","identitySource":"$request.header.Authorization",
           "jwtConfiguration":{"issuer":"https://id.test","audience":["shop"]} } } } },
         "x-amazon-apigateway-cors":{"allowOrigins":["*"],"allowMethods":["GET"],"maxAge":5},
         "tags":[{"name":"made","x-amazon-apigateway-tag-value":"SAM"}]}
        """;

    private static string Body(string definition) => new JsonObject { ["body"] = definition }.ToJsonString();

    [Fact]
    public async Task An_OpenAPI_definition_makes_an_API()
    {
        Functions.Code[Function] = e => Task.FromResult($$"""{"statusCode":200,"body":"{{e["routeKey"]}}"}""");
        var api = await CallAsync("PUT", "/v2/apis", Body(Definition));
        Assert.Equal(
            (201, "shop", """{"allowMethods":["GET"],"allowOrigins":["*"],"maxAge":5}""", """{"made":"SAM"}"""),
            (api.Status, (string?)api["name"], api["corsConfiguration"]!.ToJsonString(), api["tags"]!.ToJsonString())
        );
        var id = (string)api["apiId"]!;
        await DoAsync("POST", $"/v2/apis/{id}/stages", """{"stageName":"$default","autoDeploy":true}""");

        Assert.Equal("ANY /{proxy+}", await TextAsync(AskAsync(id, "/x/y")));
        Assert.Equal("$default", await TextAsync(AskAsync(id, "/")));
        Assert.Equal(401, (await StatusAsync(AskAsync(id, "/pets/1"))).Status);
        var routes = (await DoAsync("GET", $"/v2/apis/{id}/routes"))["items"]!.AsArray();
        var secured = routes.Single(r => (string?)r!["routeKey"] == "GET /pets/{id}")!;
        Assert.Equal(("JWT", """["read"]"""), ((string?)secured["authorizationType"], secured["authorizationScopes"]!.ToJsonString()));

        await DoAsync(
            "PUT",
            $"/v2/apis/{id}",
            Body(
                $$"""{"openapi":"3.0.1","info":{"title":"again"},"paths":{"/only":{"get":{"x-amazon-apigateway-integration":{"type":"AWS_PROXY","uri":"{{Function}}","payloadFormatVersion":"2.0"} } } } }"""
            )
        );
        Assert.Equal("GET /only", await TextAsync(AskAsync(id, "/only")));
        Assert.Equal(404, (await StatusAsync(AskAsync(id, "/"))).Status);
        Assert.Equal("again", (string?)(await DoAsync("GET", $"/v2/apis/{id}"))["name"]);
    }

    [Theory]
    [InlineData("no definition")]
    [InlineData("""{"swagger":"2.0","info":{"title":"x"}}""")]
    [InlineData("""{"openapi":"3.0.1","info":{}}""")]
    [InlineData("""{"openapi":"3.0.1","info":{"title":"x"},"paths":{"/a":{"get":{"x-amazon-apigateway-integration":{"type":"MOCK"}}}}}""")]
    public async Task What_is_none_is_refused_and_leaves_nothing(string definition)
    {
        Assert.Equal(
            (400, "BadRequestException"),
            await CallAsync("PUT", "/v2/apis", Body(definition)) is var reply ? (reply.Status, reply.Code) : default
        );
        Assert.Empty((await DoAsync("GET", "/v2/apis"))["items"]!.AsArray());
    }
}
