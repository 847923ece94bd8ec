using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SQS.Model;

namespace LocalCloud.Aws.Tests.S3;

public sealed class NotificationTests : S3Test
{
    private readonly string _directory = Directory.CreateTempSubdirectory("localcloud-s3-").FullName;

    protected override string? DataDirectory => _directory;

    [Fact]
    public async Task A_queue_hears_of_new_and_deleted_objects()
    {
        var queue = await ToQueueAsync(["s3:ObjectCreated:*", "s3:ObjectRemoved:*"]);
        await PutAsync("a folder/key ü", "body");
        await S3.DeleteObjectAsync(Bucket, "a folder/key ü");

        var put = await RecordAsync(queue);
        Assert.Equal(
            ("ObjectCreated:Put", "aws:s3", "2.1", Region),
            (Text(put, "eventName"), Text(put, "eventSource"), Text(put, "eventVersion"), Text(put, "awsRegion"))
        );
        Assert.Equal("2026-01-01T00:00:00.000Z", Text(put, "eventTime"));
        Assert.Equal(
            (Bucket, $"arn:aws:s3:::{Bucket}", "own"),
            (Text(put["s3"]!["bucket"]!, "name"), Text(put["s3"]!["bucket"]!, "arn"), Text(put["s3"]!, "configurationId"))
        );
        var entry = put["s3"]!["object"]!;
        Assert.Equal(
            ("a+folder/key+%C3%BC", 4, "841a2d689ad86bd1611447453c22c6fc"),
            (Text(entry, "key"), (int)entry["size"]!, Text(entry, "eTag"))
        );

        var deleted = await RecordAsync(queue);
        Assert.Equal("ObjectRemoved:Delete", Text(deleted, "eventName"));
        Assert.Equal(["key", "sequencer"], deleted["s3"]!["object"]!.AsObject().Select(member => member.Key));
        Assert.True(string.CompareOrdinal(Text(entry, "sequencer"), Text(deleted["s3"]!["object"]!, "sequencer")) < 0);
    }

    [Fact]
    public async Task Of_many_deletions_each_is_told()
    {
        var queue = await ToQueueAsync(["s3:ObjectRemoved:*"]);
        foreach (var key in (string[])["a", "b", "c"])
            await PutAsync(key, "body");
        await S3.DeleteObjectsAsync(
            new() { BucketName = Bucket, Objects = [new() { Key = "a" }, new() { Key = "b" }, new() { Key = "c" }] }
        );
        var told = new List<string>();
        while (told.Count < 3)
            told.Add(Text((await RecordAsync(queue))["s3"]!["object"]!, "key"));
        Assert.Equal(["a", "b", "c"], told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_trace_of_the_request_goes_with_the_notification_and_with_the_event()
    {
        const string Trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
        await WithBucketAsync();
        var queue = (await Sqs.CreateQueueAsync("heard")).QueueUrl;
        await JsonAsync("events", "AWSEvents.PutRule", """{"Name":"r","EventPattern":"{\"source\":[\"aws.s3\"]}"}""");
        await JsonAsync("events", "AWSEvents.PutTargets", $$"""{"Rule":"r","Targets":[{"Id":"q","Arn":"{{QueueArn("heard")}}"}]}""");
        await S3.PutBucketNotificationAsync(
            new()
            {
                BucketName = Bucket,
                QueueConfigurations = [new() { Queue = QueueArn("heard"), Events = ["s3:ObjectCreated:*"] }],
                EventBridgeConfiguration = new(),
            }
        );
        await ReceiveAsync(queue);
        await SendAsync(HttpMethod.Put, $"/{Bucket}/key", "body"u8.ToArray(), ("X-Amzn-Trace-Id", Trace));
        for (var i = 0; i < 2; i++)
        {
            var answer = await Sqs.ReceiveMessageAsync(
                new ReceiveMessageRequest
                {
                    QueueUrl = queue,
                    WaitTimeSeconds = 20,
                    MaxNumberOfMessages = 1,
                    MessageSystemAttributeNames = ["AWSTraceHeader"],
                },
                TestContext.Current.CancellationToken
            );
            Assert.Equal(Trace, Assert.Single(answer.Messages).Attributes["AWSTraceHeader"]);
        }
    }

    [Fact]
    public async Task Prefix_suffix_and_event_choose_what_is_told()
    {
        var queue = await ToQueueAsync(
            ["s3:ObjectCreated:Copy"],
            new()
            {
                S3KeyFilter = new()
                {
                    FilterRules = [new() { Name = "prefix", Value = "images/" }, new() { Name = "suffix", Value = ".jpg" }],
                },
            }
        );
        await PutAsync("images/a.jpg");
        await S3.CopyObjectAsync(Bucket, "images/a.jpg", Bucket, "other/b.jpg");
        await S3.CopyObjectAsync(Bucket, "images/a.jpg", Bucket, "images/b.png");
        await S3.CopyObjectAsync(Bucket, "images/a.jpg", Bucket, "images/b.jpg");
        var record = await RecordAsync(queue);
        Assert.Equal(("ObjectCreated:Copy", "images/b.jpg"), (Text(record, "eventName"), Text(record["s3"]!["object"]!, "key")));
        var kept = await S3.GetBucketNotificationAsync(Bucket);
        Assert.Equal(
            [("Prefix", "images/"), ("Suffix", ".jpg")],
            kept.QueueConfigurations.Single().Filter.S3KeyFilter.FilterRules.Select(rule => (rule.Name, rule.Value))
        );
    }

    [Fact]
    public async Task With_versioning_the_version_and_the_delete_marker_are_told()
    {
        var queue = await ToQueueAsync(["s3:ObjectCreated:*", "s3:ObjectRemoved:DeleteMarkerCreated"]);
        await S3.PutBucketVersioningAsync(
            new()
            {
                BucketName = Bucket,
                VersioningConfig = new() { Status = VersionStatus.Enabled },
            }
        );
        var version = (await PutAsync("key")).VersionId;
        var marker = (await S3.DeleteObjectAsync(Bucket, "key")).VersionId;
        Assert.Equal(version, Text((await RecordAsync(queue))["s3"]!["object"]!, "versionId"));
        var deleted = await RecordAsync(queue);
        Assert.Equal(
            ("ObjectRemoved:DeleteMarkerCreated", marker),
            (Text(deleted, "eventName"), Text(deleted["s3"]!["object"]!, "versionId"))
        );
    }

    [Fact]
    public async Task A_topic_gets_the_same_message_with_a_subject()
    {
        await WithBucketAsync();
        var queue = (await Sqs.CreateQueueAsync("told")).QueueUrl;
        await QueryAsync("sns", "Action=CreateTopic&Version=2010-03-31&Name=told");
        await QueryAsync(
            "sns",
            $"Action=Subscribe&Version=2010-03-31&TopicArn=arn:aws:sns:{Region}:{Account}:told&Protocol=sqs&Endpoint={QueueArn("told")}"
        );
        await S3.PutBucketNotificationAsync(
            new()
            {
                BucketName = Bucket,
                TopicConfigurations = [new() { Topic = $"arn:aws:sns:{Region}:{Account}:told", Events = ["s3:ObjectCreated:*"] }],
            }
        );
        Assert.Equal("s3:TestEvent", Text(JsonNode.Parse(Text(JsonNode.Parse(await ReceiveAsync(queue))!, "Message"))!, "Event"));
        await PutAsync("key");
        var message = JsonNode.Parse(await ReceiveAsync(queue))!;
        Assert.Equal("Amazon S3 Notification", Text(message, "Subject"));
        Assert.Equal("key", Text(JsonNode.Parse(Text(message, "Message"))!["Records"]![0]!["s3"]!["object"]!, "key"));
    }

    [Fact]
    public async Task EventBridge_gets_events_of_its_own_form()
    {
        await WithBucketAsync();
        var queue = (await Sqs.CreateQueueAsync("bridged")).QueueUrl;
        await JsonAsync(
            "events",
            "AWSEvents.PutRule",
            """{"Name":"s3","EventPattern":"{\"source\":[\"aws.s3\"],\"detail\":{\"bucket\":{\"name\":[\"test-bucket\"]}}}"}"""
        );
        await JsonAsync("events", "AWSEvents.PutTargets", $$"""{"Rule":"s3","Targets":[{"Id":"q","Arn":"{{QueueArn("bridged")}}"}]}""");
        await S3.PutBucketNotificationAsync(new() { BucketName = Bucket, EventBridgeConfiguration = new() });
        Assert.NotNull((await S3.GetBucketNotificationAsync(Bucket)).EventBridgeConfiguration);
        await PutAsync("a key", "body");
        var created = JsonNode.Parse(await ReceiveAsync(queue))!;
        Assert.Equal(
            ("Object Created", "aws.s3", $"arn:aws:s3:::{Bucket}"),
            (Text(created, "detail-type"), Text(created, "source"), (string)created["resources"]![0]!)
        );
        Assert.Equal(
            ("a key", 4, "PutObject"),
            (Text(created["detail"]!["object"]!, "key"), (int)created["detail"]!["object"]!["size"]!, Text(created["detail"]!, "reason"))
        );
        await S3.DeleteObjectAsync(Bucket, "a key");
        var deleted = JsonNode.Parse(await ReceiveAsync(queue))!;
        Assert.Equal(("Object Deleted", "Permanently Deleted"), (Text(deleted, "detail-type"), Text(deleted["detail"]!, "deletion-type")));
    }

    [Theory]
    [InlineData(
        "<QueueConfiguration><Queue>arn:aws:sqs:eu-west-1:123456789012:none</Queue><Event>s3:ObjectCreated:*</Event></QueueConfiguration>",
        "InvalidArgument",
        "Unable to validate the following destination configurations"
    )]
    [InlineData(
        "<QueueConfiguration><Queue>nonsense</Queue><Event>s3:ObjectCreated:*</Event></QueueConfiguration>",
        "InvalidArgument",
        "The ARN could not be parsed"
    )]
    [InlineData(
        "<QueueConfiguration><Queue>arn:aws:sqs:eu-west-1:123456789012:none</Queue><Event>s3:Nothing</Event></QueueConfiguration>",
        "InvalidArgument",
        "A specified event is not supported for notifications."
    )]
    [InlineData("<QueueConfiguration><Queue>arn:aws:sqs:eu-west-1:123456789012:none</Queue></QueueConfiguration>", "MalformedXML", null)]
    public async Task A_configuration_that_cannot_be_is_refused(string configuration, string code, string? message)
    {
        await WithBucketAsync();
        var answer = await SendAsync(
            HttpMethod.Put,
            $"/{Bucket}?notification",
            Encoding.UTF8.GetBytes($"<NotificationConfiguration>{configuration}</NotificationConfiguration>")
        );
        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.Status, answer.Code));
        if (message is not null)
            Assert.Equal(message, answer.Element("Message"));
    }

    [Fact]
    public async Task Two_configurations_must_not_want_the_same_event_of_the_same_keys()
    {
        await WithBucketAsync();
        await Sqs.CreateQueueAsync("one");
        var answer = await SendAsync(
            HttpMethod.Put,
            $"/{Bucket}?notification",
            Encoding.UTF8.GetBytes(
                "<NotificationConfiguration>"
                    + string.Concat(
                        Enumerable.Repeat(
                            $"<QueueConfiguration><Queue>{QueueArn("one")}</Queue><Event>s3:ObjectCreated:*</Event></QueueConfiguration>",
                            2
                        )
                    )
                    + "</NotificationConfiguration>"
            )
        );
        Assert.Equal(
            "Configurations overlap. Configurations on the same bucket cannot share a common event type.",
            answer.Element("Message")
        );
    }

    [Fact]
    public async Task Without_a_configuration_nothing_is_told_any_more()
    {
        var queue = await ToQueueAsync(["s3:ObjectCreated:*"]);
        await S3.PutBucketNotificationAsync(new() { BucketName = Bucket });
        await PutAsync("untold");
        await S3.PutBucketNotificationAsync(
            new() { BucketName = Bucket, QueueConfigurations = [new() { Queue = QueueArn("heard"), Events = ["s3:ObjectCreated:*"] }] }
        );
        Assert.Equal("s3:TestEvent", Text(JsonNode.Parse(await ReceiveAsync(queue))!, "Event"));
        await RestartAsync();
        await PutAsync("told");
        Assert.Equal("told", Text((await RecordAsync(queue))["s3"]!["object"]!, "key"));
    }

    private async Task<string> ToQueueAsync(List<EventType> events, Filter? filter = null)
    {
        await WithBucketAsync();
        var queue = (await Sqs.CreateQueueAsync("heard")).QueueUrl;
        await S3.PutBucketNotificationAsync(
            new()
            {
                BucketName = Bucket,
                QueueConfigurations =
                [
                    new()
                    {
                        Id = "own",
                        Queue = QueueArn("heard"),
                        Events = events,
                        Filter = filter,
                    },
                ],
            }
        );
        var test = JsonNode.Parse(await ReceiveAsync(queue))!;
        Assert.Equal(("Amazon S3", "s3:TestEvent", Bucket), (Text(test, "Service"), Text(test, "Event"), Text(test, "Bucket")));
        return queue;
    }

    private static string QueueArn(string name) => $"arn:aws:sqs:{Region}:{Account}:{name}";

    private async Task<JsonNode> RecordAsync(string queue) =>
        Assert.Single(JsonNode.Parse(await ReceiveAsync(queue))!["Records"]!.AsArray())!;

    private async Task<string> ReceiveAsync(string queue)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var answer = await Sqs.ReceiveMessageAsync(
            new ReceiveMessageRequest
            {
                QueueUrl = queue,
                WaitTimeSeconds = 20,
                MaxNumberOfMessages = 1,
            },
            patience.Token
        );
        var message = Assert.Single(answer.Messages);
        await Sqs.DeleteMessageAsync(queue, message.ReceiptHandle, patience.Token);
        return message.Body;
    }

    private static string Text(JsonNode from, string member) => (string)from[member]!;

    private async Task QueryAsync(string service, string form)
    {
        using var answer = await Aws.QueryAsync(service, form);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task JsonAsync(string service, string target, string json)
    {
        using var answer = await Aws.JsonAsync(service, target, json);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
