using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.EventBridge;

public sealed class ApiDestinationTests : HttpTargetTest
{
    /// <summary>
    /// Waits, without time passing, until so many deliveries have come to the status: what is under way would time out if the clock moved.
    /// </summary>
    private async Task ReachedAsync(string status, int count = 1)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var events = JsonNode.Parse(await Http.GetStringAsync("/_localcloud/traces/events", patience.Token))!["events"]!.AsArray();
            if (events.SelectMany(e => e!["deliveries"]!.AsArray()).Count(d => (string?)d!["status"] == status) >= count)
                return;
        }
    }

    private async Task<string> ToDestinationAsync(
        string targetMore = "",
        string path = "/hook",
        string method = "POST",
        string auth = ApiKey,
        string more = ""
    )
    {
        var dead = await QueueAsync("dead");
        await RuleToAsync(
            await DestinationAsync(await ConnectAsync(auth: auth), path, method, more),
            $$""","DeadLetterConfig":{"Arn":"{{QueueArn("dead")}}"}{{targetMore}}"""
        );
        return dead;
    }

    [Fact]
    public async Task An_event_is_posted_as_JSON_with_the_connections_key()
    {
        await ToDestinationAsync();

        await PutEventAsync("a", "t", """{"n":1}""");

        var asked = await Endpoint.NextAsync();
        Assert.Equal(("POST", "/hook"), (asked.Method, asked.PathAndQuery));
        Assert.Equal(
            ("top-secret", "application/json; charset=utf-8", "Amazon/EventBridge/ApiDestinations"),
            (asked.Headers["x-key"], asked.Headers["Content-Type"], asked.Headers["User-Agent"])
        );
        Assert.Equal(1, (int)JsonNode.Parse(asked.Body)!["detail"]!["n"]!);
    }

    [Fact]
    public async Task Basic_authorization_is_a_header()
    {
        await RuleToAsync(
            await DestinationAsync(
                await ConnectAsync(type: "BASIC", auth: """{"BasicAuthParameters":{"Username":"me","Password":"top-secret"}}""")
            )
        );

        await PutEventAsync("a", "t", "{}");

        Assert.Equal("Basic bWU6dG9wLXNlY3JldA==", (await Endpoint.NextAsync()).Headers["Authorization"]);
    }

    [Fact]
    public async Task Path_header_and_query_come_from_the_target_the_event_and_the_connection()
    {
        await ToDestinationAsync(
            ""","HttpParameters":{"PathParameterValues":["a b","$.detail.id"],"HeaderParameters":{"x-a":"target","x-b":"$.source","x-c":"target"},"QueryStringParameters":{"q":"$.detail.text","r":"target"}}""",
            "/x/*/y/*?fixed=1",
            "PUT",
            """
            {"ApiKeyAuthParameters":{"ApiKeyName":"x-key","ApiKeyValue":"k"},
             "InvocationHttpParameters":{"HeaderParameters":[{"Key":"x-c","Value":"connection"}],
             "QueryStringParameters":[{"Key":"r","Value":"connection","IsValueSecret":true}],
             "BodyParameters":[{"Key":"tenant","Value":"7"}]}}
            """
        );

        await PutEventAsync("a", "t", """{"id":42,"text":"ä&b"}""");

        var asked = await Endpoint.NextAsync();
        Assert.Equal(("PUT", "/x/a%20b/y/42?fixed=1&q=%C3%A4%26b&r=connection"), (asked.Method, asked.PathAndQuery));
        Assert.Equal(("target", "a", "connection"), (asked.Headers["x-a"], asked.Headers["x-b"], asked.Headers["x-c"]));
        Assert.Equal("7", (string?)JsonNode.Parse(asked.Body)!["tenant"]);
    }

    [Fact]
    public async Task The_input_transformer_makes_the_body_and_a_header_its_type()
    {
        await ToDestinationAsync(
            ""","InputTransformer":{"InputPathsMap":{"n":"$.detail.n"},"InputTemplate":"{\"number\": <n>}"},"HttpParameters":{"HeaderParameters":{"Content-Type":"application/vnd.x+json"}}"""
        );

        await PutEventAsync("a", "t", """{"n":1}""");

        var asked = await Endpoint.NextAsync();
        Assert.Equal(("""{"number":1}""", "application/vnd.x+json"), (asked.Body, asked.Headers["Content-Type"]));
    }

    [Fact]
    public async Task A_GET_has_no_body()
    {
        await ToDestinationAsync(method: "GET");

        await PutEventAsync("a", "t", "{}");

        var asked = await Endpoint.NextAsync();
        Assert.Equal(("GET", ""), (asked.Method, asked.Body));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(409)]
    public async Task Some_failures_are_tried_again(int status)
    {
        await ToDestinationAsync();
        Endpoint.Answer = _ => new(status);
        await PutEventAsync("a", "t", "{}");
        await Endpoint.NextAsync();
        await ReachedAsync("retrying");
        Endpoint.Answer = _ => new(200);

        Clock.Advance(TimeSpan.FromMinutes(10));

        await Endpoint.NextAsync();
        await ReachedAsync("delivered");
        Assert.False(Endpoint.WasAsked);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(302)]
    public async Task Others_go_to_the_dead_letter_queue_at_once(int status)
    {
        var dead = await ToDestinationAsync();
        Endpoint.Answer = _ => new(status, "not that way");

        await PutEventAsync("a", "t", "{}");

        var attributes = (await ReceiveAsync(dead)).MessageAttributes;
        Assert.Equal("SDK_CLIENT_ERROR", attributes["ERROR_CODE"].StringValue);
        Assert.Equal(
            $"Unable to invoke ApiDestination endpoint: API destination returned HTTP status {status} with payload: not that way",
            attributes["ERROR_MESSAGE"].StringValue
        );
        Assert.Equal("0", attributes["RETRY_ATTEMPTS"].StringValue);
        Assert.Equal("arn:aws:events:" + Region, attributes["TARGET_ARN"].StringValue[..("arn:aws:events:" + Region).Length]);
    }

    [Fact]
    public async Task Retry_After_is_heeded()
    {
        await ToDestinationAsync();
        Endpoint.Answer = _ => new(503, RetryAfter: "120");
        await PutEventAsync("a", "t", "{}");
        await Endpoint.NextAsync();
        await ReachedAsync("retrying");

        Clock.Advance(TimeSpan.FromSeconds(119.9));
        await ReachedAsync("retrying");
        Assert.False(Endpoint.WasAsked);
        Clock.Advance(TimeSpan.FromSeconds(0.2));

        await Endpoint.NextAsync();
    }

    [Fact]
    public async Task The_trace_page_says_why_it_is_tried_again()
    {
        await ToDestinationAsync();
        Endpoint.Answer = _ => new(500, "broken");
        var id = (string)(await PutEventAsync("a", "t", "{}"))["Entries"]![0]!["EventId"]!;

        await ReachedAsync("retrying");
        var delivery = JsonNode.Parse(
            await Http.GetStringAsync($"/_localcloud/traces/events?id={id}", TestContext.Current.CancellationToken)
        )!["events"]![0]!["deliveries"]![0]!;

        Assert.Equal(("retrying", 1), ((string?)delivery["status"], (int)delivery["attempts"]!));
        Assert.Equal(
            "Unable to invoke ApiDestination endpoint: API destination returned HTTP status 500 with payload: broken",
            (string?)delivery["error"]
        );
        Assert.DoesNotContain("top-secret", delivery.ToJsonString());
    }

    [Theory]
    [InlineData("not-a-url")]
    [InlineData("ftp://127.0.0.1/")]
    public async Task An_endpoint_that_cannot_be_called_is_not_tried_again(string endpoint)
    {
        var dead = await QueueAsync("dead");
        var arn = (string)
            (
                await DoAsync(
                    "CreateApiDestination",
                    $$"""{"Name":"d","ConnectionArn":"{{await ConnectAsync()}}","InvocationEndpoint":"{{endpoint}}","HttpMethod":"POST"}"""
                )
            )["ApiDestinationArn"]!;
        await RuleToAsync(arn, $$$""","DeadLetterConfig":{"Arn":"{{{QueueArn("dead")}}}"}""");

        await PutEventAsync("a", "t", "{}");

        Assert.Equal("INVALID_PARAMETER", (await ReceiveAsync(dead)).MessageAttributes["ERROR_CODE"].StringValue);
    }

    [Fact]
    public async Task A_negative_Retry_After_ends_the_retries()
    {
        var dead = await ToDestinationAsync();
        Endpoint.Answer = _ => new(503, RetryAfter: "-1");

        await PutEventAsync("a", "t", "{}");

        Assert.Equal("ERROR_FROM_TARGET", (await ReceiveAsync(dead)).MessageAttributes["ERROR_CODE"].StringValue);
    }

    [Fact]
    public async Task An_endpoint_has_5_seconds_to_answer()
    {
        var dead = await ToDestinationAsync(""","RetryPolicy":{"MaximumRetryAttempts":0}""");
        Endpoint.Silent = true;
        await PutEventAsync("a", "t", "{}");
        await Endpoint.NextAsync();

        Clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Equal(0, await WaitingAsync(dead));
        Clock.Advance(TimeSpan.FromSeconds(0.2));

        var attributes = (await ReceiveAsync(dead)).MessageAttributes;
        Assert.Equal(
            ("TIMEOUT", "MaximumRetryAttempts"),
            (attributes["ERROR_CODE"].StringValue, attributes["EXHAUSTED_RETRY_CONDITION"].StringValue)
        );
    }

    [Fact]
    public async Task An_endpoint_that_is_not_there_is_a_connection_failure()
    {
        var dead = await QueueAsync("dead");
        await DoAsync(
            "CreateApiDestination",
            $$"""{"Name":"d","ConnectionArn":"{{await ConnectAsync()}}","InvocationEndpoint":"http://127.0.0.1:1/","HttpMethod":"POST"}"""
        );
        var arn = (string)(await DoAsync("DescribeApiDestination", """{"Name":"d"}"""))["ApiDestinationArn"]!;
        await RuleToAsync(arn, $$""","RetryPolicy":{"MaximumRetryAttempts":0},"DeadLetterConfig":{"Arn":"{{QueueArn("dead")}}"}""");

        await PutEventAsync("a", "t", "{}");

        Assert.Equal("CONNECTION_FAILURE", (await ReceiveAsync(dead)).MessageAttributes["ERROR_CODE"].StringValue);
    }

    [Fact]
    public async Task A_destination_is_called_as_often_in_a_second_as_it_allows()
    {
        await ToDestinationAsync(more: ""","InvocationRateLimitPerSecond":2""");
        var entries = string.Join(",", Enumerable.Repeat("""{"Source":"a","DetailType":"t","Detail":"{}"}""", 5));

        var asked = 0;
        Endpoint.Answer = _ =>
        {
            Interlocked.Increment(ref asked);
            return new(200);
        };

        await DoAsync("PutEvents", $$"""{"Entries":[{{entries}}]}""");
        foreach (var delivered in (int[])[2, 4, 5])
        {
            await ReachedAsync("delivered", delivered);
            Assert.Equal(delivered, asked);
            Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task An_OAuth_token_is_used_until_it_ends()
    {
        var tokens = 0;
        Endpoint.Answer = asked => WithToken(asked, asked.PathAndQuery == "/token" ? $"t{++tokens}" : "", seconds: 60);
        var arn = await ConnectAsync(type: "OAUTH_CLIENT_CREDENTIALS", auth: OAuth());
        await Endpoint.NextAsync();
        await SettledAsync();
        await RuleToAsync(await DestinationAsync(arn));

        await PutEventAsync("a", "t", "{}");
        Assert.Equal(("/hook", "Bearer t1"), Bearer(await Endpoint.NextAsync()));
        await PutEventAsync("a", "t", "{}");
        Assert.Equal(("/hook", "Bearer t1"), Bearer(await Endpoint.NextAsync()));
        await ReachedAsync("delivered", 2);
        Clock.Advance(TimeSpan.FromSeconds(61));
        await PutEventAsync("a", "t", "{}");
        Assert.Equal("/token", (await Endpoint.NextAsync()).PathAndQuery);
        Assert.Equal(("/hook", "Bearer t2"), Bearer(await Endpoint.NextAsync()));
    }

    [Fact]
    public async Task A_token_that_is_refused_is_renewed_at_once()
    {
        var tokens = 0;
        Endpoint.Answer = asked =>
            asked.PathAndQuery == "/token"
                ? WithToken(asked, $"t{++tokens}")
                : new(asked.Headers["Authorization"] == "Bearer t2" ? 200 : 401);
        var arn = await ConnectAsync(type: "OAUTH_CLIENT_CREDENTIALS", auth: OAuth());
        await Endpoint.NextAsync();
        await SettledAsync();
        await RuleToAsync(await DestinationAsync(arn));

        await PutEventAsync("a", "t", "{}");

        Assert.Equal(("/hook", "Bearer t1"), Bearer(await Endpoint.NextAsync()));
        Assert.Equal("/token", (await Endpoint.NextAsync()).PathAndQuery);
        Assert.Equal(("/hook", "Bearer t2"), Bearer(await Endpoint.NextAsync()));
    }

    [Fact]
    public async Task Without_an_authorized_connection_nothing_is_sent()
    {
        var dead = await ToDestinationAsync();
        await DoAsync("DeauthorizeConnection", """{"Name":"c"}""");

        await PutEventAsync("a", "t", "{}");

        Assert.Equal("NO_PERMISSIONS", (await ReceiveAsync(dead)).MessageAttributes["ERROR_CODE"].StringValue);
        Assert.False(Endpoint.WasAsked);
    }

    [Fact]
    public async Task A_destination_that_was_deleted_is_no_resource()
    {
        var dead = await ToDestinationAsync();
        await DoAsync("DeleteApiDestination", """{"Name":"d"}""");

        await PutEventAsync("a", "t", "{}");

        Assert.Equal("NO_RESOURCE", (await ReceiveAsync(dead)).MessageAttributes["ERROR_CODE"].StringValue);
    }

    [Fact]
    public async Task Destinations_are_described_updated_listed_and_deleted()
    {
        var connection = await ConnectAsync();
        var arn = await DestinationAsync(connection, more: ""","Description":"to them","InvocationRateLimitPerSecond":10""");
        await DestinationAsync(connection, name: "e");
        Clock.Advance(TimeSpan.FromMinutes(1));

        var updated = await DoAsync("UpdateApiDestination", """{"Name":"d","HttpMethod":"PATCH","InvocationRateLimitPerSecond":20}""");

        Assert.Equal(
            (arn, "ACTIVE", 1767225660),
            ((string?)updated["ApiDestinationArn"], (string?)updated["ApiDestinationState"], (long)updated["LastModifiedTime"]!)
        );
        Assert.Equal(
            $$"""{"ApiDestinationArn":"{{arn}}","Name":"d","Description":"to them","ApiDestinationState":"ACTIVE","ConnectionArn":"{{connection}}","InvocationEndpoint":"{{Endpoint.Url}}/hook","HttpMethod":"PATCH","InvocationRateLimitPerSecond":20,"CreationTime":1767225600,"LastModifiedTime":1767225660}""",
            (await DoAsync("DescribeApiDestination", """{"Name":"d"}""")).Body.ToJsonString()
        );
        var listed = (await DoAsync("ListApiDestinations", $$"""{"ConnectionArn":"{{connection}}"}"""))["ApiDestinations"]!.AsArray();
        Assert.Equal(["d", "e"], listed.Select(d => (string?)d!["Name"]));
        Assert.Null(listed[0]!["Description"]);
        Assert.Equal([20, 300], listed.Select(d => (int?)d!["InvocationRateLimitPerSecond"]));
        Assert.Single((await DoAsync("ListApiDestinations", """{"NamePrefix":"e"}"""))["ApiDestinations"]!.AsArray());

        await DoAsync("DeleteApiDestination", """{"Name":"d"}""");
        var gone = await CallAsync("DescribeApiDestination", """{"Name":"d"}""");
        Assert.Equal(
            ("ResourceNotFoundException", "Failed to describe the api-destination(s). An api-destination 'd' does not exist."),
            (gone.Code, gone.Message)
        );
    }

    [Theory]
    [InlineData("there", "ACTUAL", "POST", "ResourceAlreadyExistsException", "An api-destination 'there' already exists.")]
    [InlineData(
        "d",
        "arn:aws:events:eu-west-1:123456789012:connection/nope/1b1a1b1a-0000-0000-0000-000000000000",
        "POST",
        "ResourceNotFoundException",
        "Connection 'nope' does not exist."
    )]
    [InlineData(
        "d",
        "ACTUAL",
        "TRACE",
        "ValidationException",
        "1 validation error detected: Value 'TRACE' at 'httpMethod' failed to satisfy constraint: Member must satisfy enum value set: "
            + "[HEAD, POST, PATCH, DELETE, PUT, GET, OPTIONS]"
    )]
    [InlineData(
        "d",
        "c",
        "POST",
        "ValidationException",
        @"1 validation error detected: Value 'c' at 'connectionArn' failed to satisfy constraint: Member must satisfy regular expression pattern: ^arn:aws([a-z]|\-)*:events:([a-z]|\d|\-)*:([0-9]{12})?:connection\/[\.\-_A-Za-z0-9]+\/[\-A-Za-z0-9]+$"
    )]
    public async Task CreateApiDestination_refuses(string name, string connectionArn, string method, string code, string message)
    {
        var actual = await ConnectAsync();
        await DestinationAsync(actual, name: "there");

        var answer = await CallAsync(
            "CreateApiDestination",
            $$"""
            {"Name":"{{name}}","ConnectionArn":"{{(connectionArn == "ACTUAL" ? actual : connectionArn)}}",
             "InvocationEndpoint":"https://example.com/","HttpMethod":"{{method}}"}
            """
        );

        Assert.Equal((code, message), (answer.Code, answer.Message));
    }

    private static (string, string) Bearer(HttpEndpoint.Asked asked) => (asked.PathAndQuery, asked.Headers["Authorization"]);
}
