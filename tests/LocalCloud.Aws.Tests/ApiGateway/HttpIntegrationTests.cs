using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.ApiGateway;

public sealed class HttpIntegrationTests : ApiGatewayTest
{
    [Fact]
    public async Task A_request_goes_on_to_the_address_and_its_answer_comes_back()
    {
        Backend.Answer = _ => new(418, "short and stout");
        var api = await LiveApiAsync();
        await RouteAsync(api, "ANY /{proxy+}", await HttpIntegrationAsync(api, "/base/{proxy}"));

        Assert.Equal(
            (418, "short and stout"),
            await StatusAsync(
                AskAsync(
                    api,
                    "/a%20b/c?x=1&x=2",
                    "PATCH",
                    request => request.Headers.Add("x-mine", "7"),
                    Bytes("body"u8.ToArray(), "text/plain")
                )
            )
        );

        var asked = await Backend.NextAsync();
        Assert.Equal(
            ("PATCH", "/base/a%20b/c?x=1&x=2", "body", "7", "text/plain"),
            (asked.Method, asked.PathAndQuery, asked.Body, asked.Headers["x-mine"], asked.Headers["Content-Type"])
        );
        Assert.Equal(new Uri(Backend.Url).Authority, asked.Headers["Host"]);
        Assert.Contains("for=", asked.Headers["Forwarded"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_method_is_the_integrations()
    {
        var api = await LiveApiAsync();
        await RouteAsync(api, "GET /", await HttpIntegrationAsync(api, "/", "POST"));

        await StatusAsync(AskAsync(api, "/"));

        Assert.Equal("POST", (await Backend.NextAsync()).Method);
    }

    [Fact]
    public async Task Quick_create_leads_everything_to_its_target()
    {
        Backend.Answer = _ => new(200, "quick");
        var api = (string)
            (await DoAsync("POST", "/v2/apis", $$"""{"name":"q","protocolType":"HTTP","target":"{{Backend.Url}}/t"}"""))["apiId"]!;

        Assert.Equal((200, "quick"), await StatusAsync(AskAsync(api, "/any/where", "DELETE")));
        Assert.Equal(
            ("$default", true),
            (
                (string?)(await DoAsync("GET", $"/v2/apis/{api}/routes"))["items"]![0]!["routeKey"],
                (bool)(await DoAsync("GET", $"/v2/apis/{api}/stages"))["items"]![0]!["apiGatewayManaged"]!
            )
        );
    }

    [Fact]
    public async Task Nobody_there_is_unavailable_and_no_answer_in_time_a_time_out()
    {
        var api = await LiveApiAsync();
        await RouteAsync(
            api,
            "GET /gone",
            await IntegrationAsync(
                api,
                """
                {"integrationType":"HTTP_PROXY","integrationMethod":"GET","integrationUri":"http://127.0.0.1:1/",
                 "payloadFormatVersion":"1.0"}
                """
            )
        );
        await RouteAsync(api, "GET /slow", await HttpIntegrationAsync(api, "/", more: ""","timeoutInMillis":5000"""));
        Assert.Equal((503, """{"message":"Service Unavailable"}"""), await StatusAsync(AskAsync(api, "/gone")));

        Backend.Silent = true;
        var asked = StatusAsync(AskAsync(api, "/slow"));
        await Backend.NextAsync();
        Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal((504, """{"message":"Gateway Timeout"}"""), await asked);
    }

    [Fact]
    public async Task Parameters_are_mapped_on_the_way_there()
    {
        var api = await LiveApiAsync();
        await DoAsync("PATCH", $"/v2/apis/{api}/stages/$default", """{"stageVariables":{"env":"test"}}""");
        await RouteAsync(
            api,
            "POST /{id}",
            await HttpIntegrationAsync(
                api,
                "/x",
                more: """
                ,"requestParameters":{"append:header.x-all":"${stageVariables.env}-${request.path.id}-$x",
                "overwrite:header.x-mine":"$request.body.user.name","remove:header.x-secret":"''",
                 "append:querystring.who":"$context.routeKey","remove:querystring.gone":"''","overwrite:path":"/mapped/${request.path.id}"}
                """
            )
        );

        await StatusAsync(
            AskAsync(
                api,
                "/7?gone=1&stays=2",
                "POST",
                request =>
                {
                    request.Headers.Add("x-mine", "old");
                    request.Headers.Add("x-secret", "s");
                },
                Bytes("""{"user":{"name":"eva"}}"""u8.ToArray(), "application/json")
            )
        );

        var asked = await Backend.NextAsync();
        Assert.Equal(
            ("/mapped/7?stays=2&who=POST%20%2F%7Bid%7D", "test-7-$x", "eva", false, """{"user":{"name":"eva"}}"""),
            (asked.PathAndQuery, asked.Headers["x-all"], asked.Headers["x-mine"], asked.Headers.ContainsKey("x-secret"), asked.Body)
        );
    }

    [Fact]
    public async Task Answers_are_mapped_by_their_status()
    {
        Backend.Answer = asked => new(asked.PathAndQuery == "/x?fail" ? 500 : 200, """{"code":"E7"}""");
        var api = await LiveApiAsync();
        await RouteAsync(
            api,
            "GET /",
            await HttpIntegrationAsync(
                api,
                "/x",
                more: """
                ,"responseParameters":{"500":{"overwrite:statuscode":"403","append:header.x-code":"$response.body.code"},
                "200":{"append:header.x-stage":"$context.stage"}}
                """
            )
        );

        using var failed = await AskAsync(api, "/?fail");
        Assert.Equal(
            (403, "E7", """{"code":"E7"}"""),
            ((int)failed.StatusCode, failed.Headers.GetValues("x-code").Single(), await failed.Content.ReadAsStringAsync())
        );
        using var fine = await AskAsync(api, "/");
        Assert.Equal(
            (200, "$default", false),
            ((int)fine.StatusCode, fine.Headers.GetValues("x-stage").Single(), fine.Headers.Contains("x-code"))
        );
    }

    [Theory]
    [InlineData("""{"append:header.authorization":"x"}""", "Operations on header authorization are restricted")]
    [InlineData(
        """{"append:cookie.a":"x"}""",
        "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid Request Actioned Parameter "
            + "Destination specified: append:cookie.a]"
    )]
    [InlineData(
        """{"append:header.a":"$request.nothing"}""",
        "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid Request Actioned Parameter Source "
            + "specified: $request.nothing for append:header.a]"
    )]
    public async Task Wrong_mappings_are_refused(string parameters, string message)
    {
        var api = await ApiAsync();

        var reply = await CallAsync(
            "POST",
            $"/v2/apis/{api}/integrations",
            $$"""
            {"integrationType":"HTTP_PROXY","integrationMethod":"GET","integrationUri":"http://localhost/",
             "payloadFormatVersion":"1.0","requestParameters":{{parameters}}}
            """
        );
        Assert.Equal((400, "BadRequestException", message), (reply.Status, reply.Code, reply.Message));
    }

    [Fact]
    public async Task A_message_goes_straight_to_a_queue()
    {
        var url = (await Sqs.CreateQueueAsync("jobs")).QueueUrl;
        var api = await LiveApiAsync();
        await RouteAsync(
            api,
            "POST /jobs",
            await IntegrationAsync(
                api,
                $$"""
                {"integrationType":"AWS_PROXY","integrationSubtype":"SQS-SendMessage","payloadFormatVersion":"1.0",
                 "credentialsArn":"arn:aws:iam::{{Account}}:role/r",
                 "requestParameters":{"QueueUrl":"{{url}}","MessageBody":"$request.body.job","DelaySeconds":"0"} }
                """
            )
        );

        var (status, body) = await StatusAsync(
            AskAsync(api, "/jobs", "POST", content: Bytes("""{"job":{"n":1}}"""u8.ToArray(), "application/json"))
        );

        Assert.Equal(200, status);
        Assert.Contains("<SendMessageResult>", body, StringComparison.Ordinal);
        Assert.Equal("""{"n":1}""", Assert.Single((await Sqs.ReceiveMessageAsync(url)).Messages).Body);
        Assert.Equal(
            (400, """{"message":"Bad Request"}"""),
            await StatusAsync(AskAsync(api, "/jobs", "POST", content: Bytes("{}"u8.ToArray(), "application/json")))
        );
    }

    [Fact]
    public async Task An_event_goes_straight_to_a_bus()
    {
        var api = await LiveApiAsync();
        await RouteAsync(
            api,
            "POST /events",
            await IntegrationAsync(
                api,
                $$"""
                {"integrationType":"AWS_PROXY","integrationSubtype":"EventBridge-PutEvents","payloadFormatVersion":"1.0",
                 "credentialsArn":"arn:aws:iam::{{Account}}:role/r",
                 "requestParameters":{"Detail":"$request.body","DetailType":"${request.header.x-type}","Source":"shop"} }
                """
            )
        );

        var (status, body) = await StatusAsync(
            AskAsync(api, "/events", "POST", r => r.Headers.Add("x-type", "Placed"), Bytes("""{"n":1}"""u8.ToArray(), "application/json"))
        );

        Assert.Equal((200, 0), (status, (int)JsonNode.Parse(body)!["FailedEntryCount"]!));
        Assert.NotNull((string?)JsonNode.Parse(body)!["Entries"]![0]!["EventId"]);
    }
}
