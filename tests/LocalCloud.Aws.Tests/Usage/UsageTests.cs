using System.Net;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SQS.Model;

namespace LocalCloud.Aws.Tests.Usage;

/// <summary>Calls of AWS's own clients, in the units that AWS bills.</summary>
public class UsageTests : UsageReportTest
{
    private IAmazonDynamoDB Dynamo =>
        field ??= Client(new AmazonDynamoDBConfig(), (credentials, config) => new AmazonDynamoDBClient(credentials, config));

    private IAmazonS3 S3 =>
        field ??= Client(new AmazonS3Config { ForcePathStyle = true }, (credentials, config) => new AmazonS3Client(credentials, config));

    [Fact]
    public async Task A_queue_is_billed_by_requests_and_by_each_64_KB()
    {
        var url = (await Sqs.CreateQueueAsync("jobs")).QueueUrl;
        await Sqs.SendMessageAsync(url, "small");
        await Sqs.SendMessageAsync(url, new string('x', (64 << 10) + 1));
        await Sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = url, MaxNumberOfMessages = 10 });
        await Sqs.ReceiveMessageAsync(url);

        var sent = await UsageAsync("sqs", "SendMessage");
        Assert.Equal((2, 0, QueueArn("jobs"), "client"), (sent.Count, sent.Failed, sent.Resource, sent.Caller));
        Assert.Equal((null, null, Region, Account), (sent.Function, sent.Role, sent.Region, sent.Account));
        Assert.Equal(3, sent.Units["requests"]);
        Assert.True(sent.RequestBytes > 64 << 10 && sent.ResponseBytes > 0);
        var received = await UsageAsync("sqs", "ReceiveMessage");
        Assert.Equal((2, 3.0, 1.0), (received.Count, received.Units["requests"], received.Units["emptyReceives"]));
    }

    [Fact]
    public async Task A_table_is_billed_by_the_units_that_its_items_weigh()
    {
        await TableAsync("orders");
        await Dynamo.PutItemAsync("orders", Item("a", 3100));
        await Dynamo.GetItemAsync("orders", Key("a"), consistentRead: true);
        await Dynamo.GetItemAsync("orders", Key("a"));
        await Assert.ThrowsAsync<ConditionalCheckFailedException>(() =>
            Dynamo.PutItemAsync(new PutItemRequest("orders", Item("a", 10)) { ConditionExpression = "attribute_not_exists(id)" })
        );

        var written = await UsageAsync("dynamodb", "PutItem");
        // 3 KB and some bytes are four units; what is refused by its condition pays for the item that is there
        Assert.Equal((2, 1, 8.0), (written.Count, written.Failed, written.Units["writeUnits"]));
        Assert.Equal(1, written.Errors!["ConditionalCheckFailedException"]);
        Assert.Equal($"arn:aws:dynamodb:{Region}:{Account}:table/orders", written.Resource);
        Assert.Equal(1.5, (await UsageAsync("dynamodb", "GetItem")).Units["readUnits"]);
    }

    [Fact]
    public async Task A_transaction_is_billed_twice_and_told_by_what_it_does()
    {
        await TableAsync("orders");
        await Dynamo.TransactWriteItemsAsync(
            new TransactWriteItemsRequest
            {
                TransactItems =
                [
                    new()
                    {
                        Put = new() { TableName = "orders", Item = Item("a", 10) },
                    },
                    new()
                    {
                        Delete = new() { TableName = "orders", Key = Key("b") },
                    },
                    new()
                    {
                        Put = new() { TableName = "orders", Item = Item("c", 10) },
                    },
                ],
            }
        );
        var calls = (await UsageAsync())
            .Calls.Where(c => c.Operation == "TransactWriteItems")
            .ToDictionary(c => c.Detail!, c => c.Units["writeUnits"]);
        Assert.Equal(new() { ["Put"] = 4, ["Delete"] = 2 }, calls);
    }

    [Fact]
    public async Task An_index_pays_for_its_own_writes()
    {
        await TableAsync("orders", "byState");
        await Dynamo.PutItemAsync("orders", new Dictionary<string, AttributeValue>(Item("a", 10)) { ["state"] = new("new") });
        await Dynamo.QueryAsync(
            new QueryRequest("orders")
            {
                IndexName = "byState",
                KeyConditionExpression = "#s = :s",
                ExpressionAttributeNames = new() { ["#s"] = "state" },
                ExpressionAttributeValues = new() { [":s"] = new("new") },
            }
        );
        Assert.Equal(2, (await UsageAsync("dynamodb", "PutItem")).Units["writeUnits"]);
        var query = await UsageAsync("dynamodb", "Query");
        Assert.Equal(($"arn:aws:dynamodb:{Region}:{Account}:table/orders/index/byState", 0.5), (query.Resource, query.Units["readUnits"]));
    }

    [Fact]
    public async Task A_bucket_is_billed_by_two_tiers_and_deletes_are_free()
    {
        await S3.PutBucketAsync(new PutBucketRequest { BucketName = "reports", BucketRegionName = Region });
        await S3.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = "reports",
                Key = "a/1.txt",
                ContentBody = "text",
            }
        );
        await S3.GetObjectAsync("reports", "a/1.txt");
        await Assert.ThrowsAsync<NoSuchKeyException>(() => S3.GetObjectAsync("reports", "a/2.txt"));
        await S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "reports" });
        await S3.DeleteObjectAsync("reports", "a/1.txt");

        var (put, got) = (await UsageAsync("s3", "PutObject"), await UsageAsync("s3", "GetObject"));
        Assert.Equal(("arn:aws:s3:::reports/*", 1.0), (put.Resource, put.Units["tier1"]));
        Assert.Equal((2, 1, 2.0), (got.Count, got.Failed, got.Units["tier2"]));
        Assert.Equal(1, got.Errors!["NoSuchKey"]);
        var listed = await UsageAsync("s3", "ListObjectsV2");
        Assert.Equal(("arn:aws:s3:::reports", 1.0), (listed.Resource, listed.Units["tier1"]));
        Assert.Empty((await UsageAsync("s3", "DeleteObject")).Units);
    }

    [Fact]
    public async Task What_is_deleted_begins_anew_and_since_leaves_out_what_was_before()
    {
        var url = (await Sqs.CreateQueueAsync("jobs")).QueueUrl;
        await Sqs.SendMessageAsync(url, "1");
        Clock.Advance(TimeSpan.FromMinutes(10));
        var later = Clock.GetUtcNow();
        await Sqs.SendMessageAsync(url, "2");

        Assert.Equal((2, Beginning), ((await UsageAsync("sqs", "SendMessage")).Count, (await UsageAsync()).From));
        var since = await UsageAsync($"?since={Uri.EscapeDataString(later.ToString("O"))}");
        Assert.Equal((1, later), (Assert.Single(since.Calls, c => c.Service == "sqs").Count, since.From));
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await Http.DeleteAsync("/_localcloud/usage", TestContext.Current.CancellationToken)).StatusCode
        );
        var after = await UsageAsync();
        Assert.Equal((0, later), (after.Calls.Count, after.From));
        using var wrong = await Http.GetAsync("/_localcloud/usage?since=yesterday", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("yesterday", (string?)JsonNode.Parse(await wrong.Content.ReadAsStringAsync())!["error"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_minute_by_minute_is_thinned_and_its_sum_stays()
    {
        var url = (await Sqs.CreateQueueAsync("jobs")).QueueUrl;
        for (var minute = 0; minute < 500; minute++)
        {
            await Sqs.GetQueueAttributesAsync(url, ["All"]);
            Clock.Advance(TimeSpan.FromMinutes(1));
        }
        Assert.Equal(500, (await UsageAsync("sqs", "GetQueueAttributes")).Count);
        var recent = await UsageAsync($"?since={Uri.EscapeDataString(Clock.GetUtcNow().AddMinutes(-100).ToString("O"))}");
        Assert.InRange(Assert.Single(recent.Calls).Count, 100, 110);
    }

    [Fact]
    public async Task Beyond_a_number_of_resources_the_others_are_one()
    {
        const int More = 10;
        for (var i = 0; i < Metering.UsageMeter.MostKeys + More; i++)
            await Assert.ThrowsAsync<QueueDoesNotExistException>(() =>
                Sqs.SendMessageAsync($"http://localhost:4566/{Account}/q{i}", "lost")
            );
        var others = await UsageAsync("other", "other");
        Assert.Equal((More, More, null), (others.Count, others.Failed, others.Resource));
    }

    [Fact]
    public async Task Credentials_of_a_role_that_was_assumed_are_the_roles()
    {
        const string Reader = $"arn:aws:iam::{Account}:role/reader";
        var given = (await Sts.AssumeRoleAsync(new() { RoleArn = Reader, RoleSessionName = "test" })).Credentials;
        using var sqs = new Amazon.SQS.AmazonSQSClient(
            new Amazon.Runtime.SessionAWSCredentials(given.AccessKeyId, given.SecretAccessKey, given.SessionToken),
            new Amazon.SQS.AmazonSQSConfig
            {
                ServiceURL = "http://localhost:4566",
                AuthenticationRegion = Region,
                HttpClientFactory = new LocalCloud.Testing.SharedHttpClient(Http),
            }
        );
        await sqs.ListQueuesAsync("");
        var listed = await UsageAsync("sqs", "ListQueues");
        Assert.Equal(("session", Reader, null), (listed.Caller, listed.Role, listed.Function));
    }

    private Task TableAsync(string name, string? index = null) =>
        Dynamo.CreateTableAsync(
            new CreateTableRequest
            {
                TableName = name,
                BillingMode = BillingMode.PAY_PER_REQUEST,
                KeySchema = [new("id", KeyType.HASH)],
                AttributeDefinitions =
                [
                    new("id", ScalarAttributeType.S),
                    .. index is null ? [] : (AttributeDefinition[])[new("state", ScalarAttributeType.S)],
                ],
                GlobalSecondaryIndexes = index is null
                    ? null
                    :
                    [
                        new()
                        {
                            IndexName = index,
                            KeySchema = [new("state", KeyType.HASH)],
                            Projection = new() { ProjectionType = ProjectionType.ALL },
                        },
                    ],
            }
        );

    private static Dictionary<string, AttributeValue> Key(string id) => new() { ["id"] = new(id) };

    private static Dictionary<string, AttributeValue> Item(string id, int size) =>
        new() { ["id"] = new(id), ["text"] = new(new string('x', size)) };
}
