using System.Threading.Channels;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.SQS;
using Amazon.SQS.Model;
using Lambda.Events;
using LocalCloud.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

/// <summary>The worker's parts on an AWS that is an object in this process. Time is the test's.</summary>
public sealed class WorkerTests : IAsyncLifetime
{
    readonly FakeTimeProvider clock = new(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    readonly LocalAws aws;
    readonly IAmazonDynamoDB dynamoDb;
    readonly IAmazonSQS sqs;

    public WorkerTests()
    {
        aws = new LocalAws(clock);
        dynamoDb = aws.Client(new AmazonDynamoDBConfig(), (credentials, config) => new AmazonDynamoDBClient(credentials, config));
        sqs = aws.Client(new AmazonSQSConfig(), (credentials, config) => new AmazonSQSClient(credentials, config));
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => aws.DisposeAsync();

    [Fact]
    public async Task A_job_that_comes_twice_leaves_the_first_receipt()
    {
        var stop = TestContext.Current.CancellationToken;
        await dynamoDb.CreateTableAsync(
            new CreateTableRequest("receipts", [new("orderId", KeyType.HASH)])
            {
                AttributeDefinitions = [new("orderId", ScalarAttributeType.S)],
                BillingMode = BillingMode.PAY_PER_REQUEST,
            },
            stop
        );
        var handler = new FulfilOrder(dynamoDb, Settings("ReceiptTableName", "receipts"), clock);
        var job = new SqsRecord(
            "1",
            """{"id":"01a20731-2c48-7e2d-86b4-91012bbb1ff6","product":"mug","quantity":2}""",
            "",
            new Dictionary<string, string>(),
            new Dictionary<string, string>(),
            null
        );

        await handler.HandleAsync(job, stop);
        clock.Advance(TimeSpan.FromMinutes(1));
        await handler.HandleAsync(job, stop);

        var receipt = Assert.Single((await dynamoDb.ScanAsync(new ScanRequest("receipts"), stop)).Items);
        Assert.Equal("2026-01-01T00:00:00.0000000+00:00", receipt["fulfilledAt"].S);
    }

    [Fact]
    public async Task A_job_that_always_fails_ends_in_the_dead_letter_queue()
    {
        var stop = TestContext.Current.CancellationToken;
        var dead = (await sqs.CreateQueueAsync("dead", stop)).QueueUrl;
        var queue = (
            await sqs.CreateQueueAsync(
                new CreateQueueRequest("orders")
                {
                    Attributes = new()
                    {
                        ["VisibilityTimeout"] = "30",
                        ["RedrivePolicy"] = """{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:dead","maxReceiveCount":"3"}""",
                    },
                },
                stop
            )
        ).QueueUrl;
        var failing = new Failing();
        using var worker = new QueueWorker(sqs, failing, Settings("OrderQueueUrl", queue), clock, NullLogger<QueueWorker>.Instance);
        await worker.StartAsync(stop);

        await sqs.SendMessageAsync(queue, "no order", stop);
        for (var delivery = 1; delivery <= 3; delivery++)
        {
            Assert.Equal(delivery, await failing.Deliveries.ReadAsync(stop));
            clock.Advance(TimeSpan.FromSeconds(30));
        }

        var letters = await sqs.ReceiveMessageAsync(new ReceiveMessageRequest(dead) { WaitTimeSeconds = 20 }, stop);
        Assert.Equal("no order", Assert.Single(letters.Messages).Body);
        await worker.StopAsync(stop);
    }

    static IConfiguration Settings(string output, string value) =>
        new ConfigurationBuilder().AddInMemoryCollection([new($"AWS:Resources:{output}", value)]).Build();

    sealed class Failing : ISqsRecordHandler
    {
        readonly Channel<int> deliveries = Channel.CreateUnbounded<int>();

        public ChannelReader<int> Deliveries => deliveries.Reader;

        public Task HandleAsync(SqsRecord record, CancellationToken cancellationToken)
        {
            deliveries.Writer.TryWrite(record.ReceiveCount);
            throw new InvalidOperationException("This is no order.");
        }
    }
}
