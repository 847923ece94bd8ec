using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SQS;
using Amazon.SQS.Model;
using LocalCloud.Aws.Tests.EventBridge;

namespace LocalCloud.Aws.Tests.Faults;

public class FaultTests : EventBridgeTest
{
    private IAmazonDynamoDB DynamoDb =>
        field ??= Client(new AmazonDynamoDBConfig(), (credentials, config) => new AmazonDynamoDBClient(credentials, config));

    private IAmazonS3 S3 => field ??= Client(new AmazonS3Config(), (credentials, config) => new AmazonS3Client(credentials, config));

    [Fact]
    public async Task Throttling_has_each_services_own_error()
    {
        await AddAsync("""{"kind":"throttling"}""");

        var queue = await Assert.ThrowsAsync<RequestThrottledException>(() => Sqs.CreateQueueAsync("orders"));
        var table = await Assert.ThrowsAsync<ProvisionedThroughputExceededException>(() =>
            DynamoDb.GetItemAsync("orders", new() { ["id"] = new("1") })
        );
        var bucket = await Assert.ThrowsAsync<AmazonS3Exception>(() => S3.ListBucketsAsync());
        var bus = await CallAsync("ListRules", "{}");

        Assert.Equal("Request is throttled.", queue.Message);
        Assert.StartsWith("The level of configured provisioned throughput for the table was exceeded.", table.Message);
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "SlowDown", "Please reduce your request rate."),
            (bucket.StatusCode, bucket.ErrorCode, bucket.Message)
        );
        Assert.Equal((400, "ThrottlingException", "Rate exceeded"), (bus.Status, bus.Code, bus.Message));
    }

    [Fact]
    public async Task A_fault_strikes_where_it_is_told_to_and_as_often()
    {
        var (orders, other) = (await QueueAsync("orders"), await QueueAsync("other"));
        await AddAsync("""{"kind":"error","service":"sqs","operation":"SendMessage","resource":"orders","count":2}""");

        await Sqs.SendMessageAsync(other, "1");
        await Sqs.ReceiveMessageAsync(orders);
        for (var i = 0; i < 2; i++)
            Assert.Equal(
                HttpStatusCode.InternalServerError,
                (await Assert.ThrowsAnyAsync<AmazonServiceException>(() => Sqs.SendMessageAsync(orders, "1"))).StatusCode
            );
        await Sqs.SendMessageAsync(orders, "1");

        Assert.Equal(2, (int?)(await ListAsync())[0]!["hits"]);
    }

    [Fact]
    public async Task A_fault_of_a_table_strikes_the_statements_that_name_it()
    {
        await AddAsync("""{"kind":"throttling","service":"dynamodb","resource":"orders"}""");
        Task RunAsync(string statement) => DynamoDb.ExecuteStatementAsync(new ExecuteStatementRequest { Statement = statement });

        await Assert.ThrowsAsync<ProvisionedThroughputExceededException>(() => RunAsync("SELECT * FROM \"orders\" WHERE id = 'a'"));
        await Assert.ThrowsAsync<ProvisionedThroughputExceededException>(() => RunAsync("insert into orders value {'id': 'a'}"));
        await Assert.ThrowsAnyAsync<AmazonServiceException>(() =>
            DynamoDb.BatchExecuteStatementAsync(
                new BatchExecuteStatementRequest { Statements = [new() { Statement = "UPDATE orders SET x = 1 WHERE id = 'a'" }] }
            )
        );
        await Assert.ThrowsAsync<Amazon.DynamoDBv2.Model.ResourceNotFoundException>(() =>
            RunAsync("SELECT * FROM others WHERE id = 'orders'")
        );
    }

    [Fact]
    public async Task An_error_can_have_a_status_and_a_code()
    {
        await AddAsync("""{"kind":"error","status":503,"count":1}""");
        await AddAsync("""{"kind":"error","status":599,"code":"Strange"}""");

        var first = await CallAsync("ListRules", "{}");
        var second = await CallAsync("ListRules", "{}");

        Assert.Equal((503, "ServiceUnavailable"), (first.Status, first.Code));
        Assert.Equal((599, "Strange"), (second.Status, second.Code));
    }

    [Fact]
    public async Task The_same_seed_strikes_at_the_same_calls()
    {
        async Task<string> RunAsync()
        {
            await AddAsync("""{"kind":"error","service":"events","probability":0.5,"seed":7}""");
            var pattern = new StringBuilder();
            for (var i = 0; i < 40; i++)
                pattern.Append((await CallAsync("ListRules", "{}")).Status is 500 ? 'x' : '.');
            await Http.DeleteAsync("/_localcloud/faults", TestContext.Current.CancellationToken);
            return pattern.ToString();
        }

        var first = await RunAsync();

        Assert.Equal(first, await RunAsync());
        Assert.InRange(first.Count(c => c == 'x'), 10, 30);
    }

    [Fact]
    public async Task Latency_is_time_of_the_clock()
    {
        await AddAsync("""{"kind":"latency","service":"sqs","milliseconds":60000}""");

        var call = Sqs.CreateQueueAsync("orders");
        while (!call.IsCompleted && (int?)(await ListAsync())[0]!["hits"] is 0)
            await Task.Yield();
        Assert.False(call.IsCompleted);
        // The wait starts after it was counted: until then time has to go on.
        while (!call.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        Assert.EndsWith("/orders", (await call).QueueUrl);
    }

    [Fact]
    public async Task A_lost_response_is_of_something_that_was_done()
    {
        var url = await QueueAsync("orders");
        // Without a count: .NET's own handler sends once more when a connection that was in use before is closed.
        await AddAsync("""{"kind":"lost-response","service":"sqs","operation":"SendMessage"}""");

        var lost = await Record.ExceptionAsync(() => Sqs.SendMessageAsync(url, "done"));

        Assert.True(lost is HttpRequestException or IOException, $"{lost}");
        Assert.Equal("done", (await ReceiveAsync(url)).Body);
    }

    [Fact]
    public async Task A_standard_queue_delivers_twice_even_what_was_deleted()
    {
        var url = await QueueAsync("orders");
        await AddAsync("""{"kind":"duplicate-delivery","service":"sqs","resource":"orders","count":1}""");
        await Sqs.SendMessageAsync(url, "once");

        var (first, second) = (await ReceiveAsync(url), await ReceiveAsync(url));

        Assert.Equal(
            (first.MessageId, "1", "2"),
            (second.MessageId, first.Attributes["ApproximateReceiveCount"], second.Attributes["ApproximateReceiveCount"])
        );
        Assert.Equal(0, await WaitingAsync(url));
    }

    [Fact]
    public async Task A_standard_queue_delivers_out_of_order_and_a_fifo_queue_never()
    {
        var url = await QueueAsync("orders");
        var fifo = await QueueAsync("orders.fifo", new() { ["FifoQueue"] = "true", ["ContentBasedDeduplication"] = "true" });
        await AddAsync("""{"kind":"reordering"}""");
        foreach (var body in new[] { "1", "2", "3" })
        {
            await Sqs.SendMessageAsync(url, body);
            await Sqs.SendMessageAsync(
                new SendMessageRequest
                {
                    QueueUrl = fifo,
                    MessageBody = body,
                    MessageGroupId = "g",
                }
            );
        }

        async Task<string> DrainAsync(string queue) =>
            string.Concat(
                (await Sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = queue, MaxNumberOfMessages = 10 })).Messages.Select(
                    m => m.Body
                )
            );

        Assert.Equal("213", await DrainAsync(url));
        Assert.Equal("123", await DrainAsync(fifo));
    }

    [Fact]
    public async Task An_event_is_delivered_twice()
    {
        var url = await QueueAsync("orders");
        await RuleToQueueAsync("all", """{"source":["shop"]}""", "orders");
        await AddAsync("""{"kind":"duplicate-delivery","service":"events","resource":"default","count":1}""");

        await PutEventAsync("shop", "Ordered", "{}");

        Assert.Equal((string?)(await ReceiveEventAsync(url))["id"], (string?)(await ReceiveEventAsync(url))["id"]);
    }

    [Fact]
    public async Task A_queue_that_fails_is_tried_again_by_those_who_deliver_to_it()
    {
        var url = await QueueAsync("orders");
        await RuleToQueueAsync("all", """{"source":["shop"]}""", "orders");
        await AddAsync("""{"kind":"error","service":"sqs","operation":"SendMessage","resource":"orders","count":1}""");

        await PutEventAsync("shop", "Ordered", "{}");
        while (await WaitingAsync(url) == 0)
            Clock.Advance(TimeSpan.FromMilliseconds(100));

        Assert.Equal("Ordered", (string?)(await ReceiveEventAsync(url))["detail-type"]);
    }

    [Theory]
    [InlineData("nonsense", "The body has to be a JSON object")]
    [InlineData("[]", "A fault is a JSON object")]
    [InlineData("{}", "kind has to be one of throttling, error, latency, lost-response, duplicate-delivery, reordering")]
    [InlineData(
        """{"kind":"fire"}""",
        "kind has to be one of throttling, error, latency, lost-response, duplicate-delivery, reordering, not 'fire'"
    )]
    [InlineData(
        """{"kind":"error","colour":1}""",
        "'colour' is no member of a fault, which has kind, service, operation, resource, account, region, probability, seed, count, "
            + "milliseconds, status, code"
    )]
    [InlineData("""{"kind":"error","count":"3"}""", "count cannot be \"3\"")]
    [InlineData("""{"kind":"error","count":0}""", "count has to be at least 1")]
    [InlineData("""{"kind":"error","probability":1.5}""", "probability has to be above 0 and at most 1")]
    [InlineData("""{"kind":"error","operation":"SendMessage"}""", "operation needs a service")]
    [InlineData("""{"kind":"error","service":"sqs","operation":"SendMassage"}""", "operation 'SendMassage' is none that sqs has here")]
    [InlineData("""{"kind":"error","status":404}""", "status has to be 500 to 599")]
    [InlineData("""{"kind":"latency"}""", "latency needs milliseconds, 1 to 3600000")]
    [InlineData("""{"kind":"error","milliseconds":5}""", "milliseconds is of latency, not of error")]
    [InlineData("""{"kind":"reordering","service":"events"}""", "reordering is of sqs, not of events")]
    [InlineData("""{"kind":"reordering","resource":"a.fifo"}""", "reordering cannot be of 'a.fifo': FIFO delivers once and in order")]
    [InlineData("""{"kind":"error","account":"me"}""", "account has to be 12 digits, not 'me'")]
    public async Task A_fault_that_cannot_be_says_why(string fault, string why)
    {
        var answer = await Http.PostAsync("/_localcloud/faults", new StringContent(fault), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(why, (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["error"]);
    }

    [Fact]
    public async Task Faults_are_listed_shown_and_taken_away()
    {
        await AddAsync("""{"kind":"throttling","service":"sqs","probability":0.1,"seed":1}""");
        var second = await AddAsync("""{"kind":"latency","milliseconds":5,"service":"s3"}""");

        Assert.Contains("throttling", await Http.GetStringAsync("/_localcloud?view=faults", TestContext.Current.CancellationToken));
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await Http.DeleteAsync($"/_localcloud/faults/{second}", TestContext.Current.CancellationToken)).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await Http.DeleteAsync($"/_localcloud/faults/{second}", TestContext.Current.CancellationToken)).StatusCode
        );
        Assert.Equal("throttling", (string?)Assert.Single(await ListAsync())!["fault"]!["kind"]);
    }

    private async Task<string> AddAsync(string fault)
    {
        var answer = await Http.PostAsync("/_localcloud/faults", new StringContent(fault), TestContext.Current.CancellationToken);
        var json = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, json);
        return (string)JsonNode.Parse(json)!["id"]!;
    }

    private async Task<JsonArray> ListAsync() =>
        JsonNode.Parse(await Http.GetStringAsync("/_localcloud/faults", TestContext.Current.CancellationToken))!["faults"]!.AsArray();
}

/// <summary>A connection that is broken off differs most.</summary>
public sealed class FaultsOverHttpTests : FaultTests
{
    protected override bool OverHttp => true;
}
