using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.ApiGateway;

public sealed class ManagementTests : ApiGatewayTest
{
    [Fact]
    public async Task An_API_has_AWSs_defaults()
    {
        var api = await CallAsync("POST", "/v2/apis", """{"name":"pets","protocolType":"HTTP","tags":{"a":"b"}}""");

        Assert.Equal(201, api.Status);
        Assert.Matches("^[a-z0-9]{10}$", (string)api["apiId"]!);
        Assert.Equal(
            (
                "2026-01-01T00:00:00Z",
                "$request.header.x-api-key",
                "$request.method $request.path",
                false,
                "ipv4",
                "HTTP",
                "pets",
                """{"a":"b"}"""
            ),
            (
                (string?)api["createdDate"],
                (string?)api["apiKeySelectionExpression"],
                (string?)api["routeSelectionExpression"],
                (bool)api["disableExecuteApiEndpoint"]!,
                (string?)api["ipAddressType"],
                (string?)api["protocolType"],
                (string?)api["name"],
                api["tags"]!.ToJsonString()
            )
        );
        Assert.EndsWith($"/_localcloud/execute-api/{api["apiId"]}", (string)api["apiEndpoint"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parts_have_AWSs_defaults()
    {
        var api = await ApiAsync();
        var integration = await DoAsync(
            "POST",
            $"/v2/apis/{api}/integrations",
            $$"""{"integrationType":"AWS_PROXY","integrationUri":"{{Function}}","payloadFormatVersion":"2.0"}"""
        );
        Assert.Equal(
            ("INTERNET", "POST", 30000),
            ((string?)integration["connectionType"], (string?)integration["integrationMethod"], (int)integration["timeoutInMillis"]!)
        );
        var route = await DoAsync("POST", $"/v2/apis/{api}/routes", """{"routeKey":"GET /"}""");
        Assert.Equal((false, "NONE"), ((bool)route["apiKeyRequired"]!, (string?)route["authorizationType"]));
        var stage = await DoAsync("POST", $"/v2/apis/{api}/stages", """{"stageName":"prod","autoDeploy":true}""");
        Assert.Equal(
            ("""{"detailedMetricsEnabled":false}""", "{}", "{}", "{}", true),
            (
                stage["defaultRouteSettings"]!.ToJsonString(),
                stage["routeSettings"]!.ToJsonString(),
                stage["stageVariables"]!.ToJsonString(),
                stage["tags"]!.ToJsonString(),
                (bool)stage["autoDeploy"]!
            )
        );
        Assert.Equal(
            $"Successfully deployed stage with deployment ID '{stage["deploymentId"]}'",
            (string?)stage["lastDeploymentStatusMessage"]
        );
        var deployment = await DoAsync("GET", $"/v2/apis/{api}/deployments/{stage["deploymentId"]}");
        Assert.Equal(
            (true, "DEPLOYED", "Automatic deployment triggered by changes to the Api configuration"),
            ((bool)deployment["autoDeployed"]!, (string?)deployment["deploymentStatus"], (string?)deployment["description"])
        );
    }

    [Theory]
    [InlineData("GET", "/v2/apis/nothere", null, 404, "NotFoundException", "Invalid API identifier specified 123456789012:nothere")]
    [InlineData(
        "POST",
        "/v2/apis/nothere/routes",
        """{"routeKey":"GET /"}""",
        404,
        "NotFoundException",
        "Invalid API identifier specified 123456789012:nothere"
    )]
    [InlineData(
        "POST",
        "/v2/apis",
        """{"name":"w","protocolType":"WEBSOCKET"}""",
        400,
        "BadRequestException",
        "ProtocolType WEBSOCKET of CreateApi is not supported by LocalCloud."
    )]
    [InlineData(
        "POST",
        "/v2/apis",
        """{"protocolType":"HTTP"}""",
        400,
        "BadRequestException",
        "1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null"
    )]
    [InlineData(
        "POST",
        "/v2/apis",
        """{"name":"x","protocolType":"HTTP","nonsense":1}""",
        400,
        "BadRequestException",
        "nonsense of CreateApi is not supported by LocalCloud."
    )]
    [InlineData(
        "POST",
        "/v2/apis/API/routes",
        """{"routeKey":"GET pets"}""",
        400,
        "BadRequestException",
        "The provided route key is not formatted properly for HTTP protocol. Format should be \"<HTTP METHOD> /<RESOURCE PATH>\" or "
            + "\"$default\""
    )]
    [InlineData(
        "POST",
        "/v2/apis/API/routes",
        """{"routeKey":"GET /{a+}/b"}""",
        400,
        "BadRequestException",
        "The provided route key is not formatted properly for HTTP protocol. Format should be \"<HTTP METHOD> /<RESOURCE PATH>\" or "
            + "\"$default\""
    )]
    [InlineData(
        "POST",
        "/v2/apis/API/routes",
        """{"routeKey":"GET /"}""",
        409,
        "ConflictException",
        "Route with key GET / already exists for this API"
    )]
    [InlineData(
        "POST",
        "/v2/apis/API/routes",
        """{"routeKey":"GET /x","authorizationType":"JWT","authorizerId":"a"}""",
        400,
        "BadRequestException",
        "Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer."
    )]
    [InlineData(
        "POST",
        "/v2/apis/API/integrations",
        """{"integrationType":"MOCK"}""",
        400,
        "BadRequestException",
        "Currently, an API with a protocol type of HTTP may only be associated with proxy integrations (AWS_PROXY, HTTP_PROXY)"
    )]
    [InlineData(
        "POST",
        "/v2/apis/API/integrations",
        """{"integrationType":"AWS_PROXY","integrationUri":"arn:aws:lambda:a:1:function:f"}""",
        400,
        "BadRequestException",
        "PayloadFormatVersion is a required parameter for integration"
    )]
    [InlineData(
        "POST",
        "/v2/apis/API/integrations",
        """{"integrationType":"AWS_PROXY","integrationSubtype":"Kinesis-PutRecord","payloadFormatVersion":"1.0","credentialsArn":"arn:aws:iam::123456789012:role/r"}""",
        400,
        "BadRequestException",
        "IntegrationSubtype Kinesis-PutRecord of CreateIntegration is not supported by LocalCloud."
    )]
    [InlineData(
        "DELETE",
        "/v2/apis/API/integrations/INTEGRATION",
        null,
        409,
        "ConflictException",
        "Cannot delete Integration because it is referenced by the following Routes with Ids: [ROUTE]"
    )]
    [InlineData("POST", "/v2/apis/API/stages", """{"stageName":"a.b"}""", 400, "BadRequestException", "Stage name only allows a-zA-Z0-9_-")]
    [InlineData("POST", "/v2/apis/API/stages", """{"stageName":"$default"}""", 409, "ConflictException", "Stage already exists")]
    [InlineData(
        "POST",
        "/v2/apis/API/stages",
        """{"stageName":"x","routeSettings":{"GET /no":{"throttlingRateLimit":1.5}}}""",
        404,
        "NotFoundException",
        "Unable to find Route by key GET /no within the provided RouteSettings"
    )]
    [InlineData(
        "POST",
        "/v2/apis/API/models",
        """{"name":"x","schema":"{}"}""",
        404,
        "UnknownOperationException",
        "CreateModel of apigateway is not supported by LocalCloud."
    )]
    [InlineData("GET", "/v2/domainnames/x.test", null, 404, "NotFoundException", "Invalid domain name identifier specified")]
    public async Task Refusals_are_AWSs(string method, string path, string? body, int status, string code, string message)
    {
        var api = await LiveApiAsync();
        var integration = await FunctionIntegrationAsync(api);
        var route = await RouteAsync(api, "GET /", integration);

        var reply = await CallAsync(
            method,
            path.Replace("API", api, StringComparison.Ordinal).Replace("INTEGRATION", integration, StringComparison.Ordinal),
            body
        );

        Assert.Equal((status, code, message.Replace("ROUTE", route, StringComparison.Ordinal)), (reply.Status, reply.Code, reply.Message));
    }

    [Fact]
    public async Task Lists_come_in_pages()
    {
        var api = await ApiAsync();
        foreach (var n in Enumerable.Range(0, 5))
            await DoAsync("POST", $"/v2/apis/{api}/routes", $$"""{"routeKey":"GET /{{n}}"}""");

        var first = await DoAsync("GET", $"/v2/apis/{api}/routes?maxResults=3");
        var second = await DoAsync(
            "GET",
            $"/v2/apis/{api}/routes?maxResults=3&nextToken={Uri.EscapeDataString((string)first["nextToken"]!)}"
        );
        Assert.Equal((3, 2, null), (first["items"]!.AsArray().Count, second["items"]!.AsArray().Count, second["nextToken"]));
        Assert.Equal(
            5,
            first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(r => (string)r!["routeKey"]!).Distinct().Count()
        );
    }

    [Fact]
    public async Task Tags_are_put_and_taken_by_ARN()
    {
        var api = await ApiAsync();
        var arn = Uri.EscapeDataString($"arn:aws:apigateway:{Region}::/apis/{api}");

        Assert.Equal(201, (await CallAsync("POST", $"/v2/tags/{arn}", """{"tags":{"a":"1","b":"2","c":"3"}}""")).Status);
        Assert.Equal(204, (await CallAsync("DELETE", $"/v2/tags/{arn}?tagKeys=a&tagKeys=b")).Status);
        Assert.Equal("""{"tags":{"c":"3"}}""", (await DoAsync("GET", $"/v2/tags/{arn}")).Body.ToJsonString());
        Assert.Equal("""{"c":"3"}""", (await DoAsync("GET", $"/v2/apis/{api}"))["tags"]!.ToJsonString());
    }

    [Fact]
    public async Task What_an_update_does_not_name_stays()
    {
        var api = await ApiAsync(""","description":"d","version":"1" """);
        var updated = await DoAsync("PATCH", $"/v2/apis/{api}", """{"name":"renamed"}""");
        Assert.Equal(("renamed", "d", "1"), ((string?)updated["name"], (string?)updated["description"], (string?)updated["version"]));
        var integration = await HttpIntegrationAsync(api, more: ""","requestParameters":{"append:header.a":"1","append:header.b":"2"}""");
        var changed = await DoAsync(
            "PATCH",
            $"/v2/apis/{api}/integrations/{integration}",
            """{"requestParameters":{"append:header.a":""},"timeoutInMillis":100}"""
        );
        Assert.Equal(
            ("""{"append:header.b":"2"}""", 100, "ANY"),
            (changed["requestParameters"]!.ToJsonString(), (int)changed["timeoutInMillis"]!, (string?)changed["integrationMethod"])
        );
    }

    [Fact]
    public async Task Accounts_do_not_see_each_others_APIs()
    {
        var api = await ApiAsync();

        Assert.Empty((await CallAsync("GET", "/v2/apis", account: "210987654321"))["items"]!.AsArray());
        Assert.Equal(
            "Invalid API identifier specified 210987654321:" + api,
            (await CallAsync("GET", $"/v2/apis/{api}", account: "210987654321")).Message
        );
    }

    [Fact]
    public async Task VPC_links_are_stored()
    {
        var link = await DoAsync("POST", "/v2/vpclinks", """{"name":"l","subnetIds":["subnet-1"]}""");
        Assert.Equal(
            ("AVAILABLE", "V2", """["subnet-1"]""", "[]"),
            (
                (string?)link["vpcLinkStatus"],
                (string?)link["vpcLinkVersion"],
                link["subnetIds"]!.ToJsonString(),
                link["securityGroupIds"]!.ToJsonString()
            )
        );
        Assert.Equal("m", (string?)(await DoAsync("PATCH", $"/v2/vpclinks/{link["vpcLinkId"]}", """{"name":"m"}"""))["name"]);
        Assert.Equal(202, (await CallAsync("DELETE", $"/v2/vpclinks/{link["vpcLinkId"]}")).Status);
        Assert.Equal(404, (await CallAsync("GET", $"/v2/vpclinks/{link["vpcLinkId"]}")).Status);
    }
}
