using Amazon.SQS;
using Amazon.SQS.Model;

namespace LocalCloud.Aws.Tests.Sqs;

public sealed class QueueTests : SqsTest
{
    [Fact]
    public async Task A_queue_has_a_url_of_account_and_name_at_the_address_that_was_called()
    {
        var url = await QueueAsync("orders");

        Assert.Equal($"http://localhost:4566/{Account}/orders", url);
        Assert.Equal(url, (await Sqs.GetQueueUrlAsync("orders")).QueueUrl);
    }

    [Fact]
    public async Task Creating_a_queue_again_with_what_it_has_gives_its_url()
    {
        var url = await QueueAsync("orders", ("VisibilityTimeout", "5"));

        Assert.Equal(url, await QueueAsync("orders", ("VisibilityTimeout", "5")));
        Assert.Equal(url, await QueueAsync("orders", ("DelaySeconds", "0")));
        Assert.Equal(url, await QueueAsync("orders"));
    }

    [Fact]
    public async Task Creating_a_queue_again_with_something_else_is_refused()
    {
        await QueueAsync("orders", ("VisibilityTimeout", "5"));

        var error = await FailsAsync<QueueNameExistsException>(
            () => QueueAsync("orders", ("VisibilityTimeout", "6")),
            "QueueAlreadyExists"
        );

        Assert.Equal("A queue already exists with the same name and a different value for attribute VisibilityTimeout", error.Message);
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("dot.ted")]
    [InlineData("orders.fifo")]
    [InlineData("a12345678901234567890123456789012345678901234567890123456789012345678901234567890")]
    public async Task A_name_that_is_no_queue_name_is_refused(string name)
    {
        var error = await FailsAsync<AmazonSQSException>(() => QueueAsync(name), "InvalidParameterValue");

        Assert.Equal("Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length", error.Message);
    }

    [Theory]
    [InlineData("VisibilityTimeout", "43201")]
    [InlineData("VisibilityTimeout", "-1")]
    [InlineData("VisibilityTimeout", "soon")]
    [InlineData("DelaySeconds", "901")]
    [InlineData("MessageRetentionPeriod", "59")]
    [InlineData("MaximumMessageSize", "1023")]
    [InlineData("MaximumMessageSize", "1048577")]
    [InlineData("ReceiveMessageWaitTimeSeconds", "21")]
    [InlineData("Policy", "{")]
    public async Task An_attribute_out_of_range_is_refused(string name, string value)
    {
        var error = await FailsAsync<InvalidAttributeValueException>(() => QueueAsync("orders", (name, value)), "InvalidAttributeValue");

        Assert.Equal($"Invalid value for the parameter {name}.", error.Message);
    }

    [Fact]
    public async Task An_attribute_that_does_not_exist_is_refused_by_name()
    {
        var url = await QueueAsync();

        var create = await FailsAsync<InvalidAttributeNameException>(() => QueueAsync("other", ("Colour", "red")), "InvalidAttributeName");
        var get = await FailsAsync<InvalidAttributeNameException>(() => AttributesAsync(url, "Colour"), "InvalidAttributeName");

        Assert.Equal("Unknown Attribute Colour.", create.Message);
        Assert.Equal("Unknown Attribute Colour.", get.Message);
    }

    [Fact]
    public async Task A_queue_that_nobody_configured_has_the_defaults_of_AWS()
    {
        var attributes = await AttributesAsync(await QueueAsync("orders"));

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["ApproximateNumberOfMessages"] = "0",
                ["ApproximateNumberOfMessagesDelayed"] = "0",
                ["ApproximateNumberOfMessagesNotVisible"] = "0",
                ["CreatedTimestamp"] = "1767225600",
                ["DelaySeconds"] = "0",
                ["LastModifiedTimestamp"] = "1767225600",
                ["MaximumMessageSize"] = "1048576",
                ["MessageRetentionPeriod"] = "345600",
                ["QueueArn"] = $"arn:aws:sqs:{Region}:{Account}:orders",
                ["ReceiveMessageWaitTimeSeconds"] = "0",
                ["SqsManagedSseEnabled"] = "true",
                ["VisibilityTimeout"] = "30",
            }.OrderBy(a => a.Key),
            attributes.OrderBy(a => a.Key)
        );
    }

    [Fact]
    public async Task Attributes_can_be_set_and_asked_for_by_name()
    {
        var url = await QueueAsync();
        Clock.Advance(TimeSpan.FromMinutes(1));

        await Sqs.SetQueueAttributesAsync(url, new() { ["VisibilityTimeout"] = "7", ["DelaySeconds"] = "3" });

        var attributes = await AttributesAsync(url, "VisibilityTimeout", "DelaySeconds", "LastModifiedTimestamp");
        Assert.Equal(["3", "1767225660", "7"], attributes.OrderBy(a => a.Key).Select(a => a.Value));
    }

    [Fact]
    public async Task A_document_set_to_the_empty_text_is_gone()
    {
        await QueueAsync("dead");
        var url = await QueueAsync("orders", ("RedrivePolicy", RedriveTo("dead", 3)));

        await Sqs.SetQueueAttributesAsync(url, new() { ["RedrivePolicy"] = "" });

        Assert.DoesNotContain("RedrivePolicy", (await AttributesAsync(url)).Keys);
    }

    [Fact]
    public async Task A_deleted_queue_does_not_exist()
    {
        var url = await QueueAsync("orders");
        await SendAsync(url, "gone");

        await Sqs.DeleteQueueAsync(url);

        var error = await FailsAsync<QueueDoesNotExistException>(
            () => Sqs.GetQueueUrlAsync("orders"),
            "AWS.SimpleQueueService.NonExistentQueue"
        );
        Assert.Equal("The specified queue does not exist.", error.Message);
        await FailsAsync<QueueDoesNotExistException>(() => SendAsync(url, "late"), "AWS.SimpleQueueService.NonExistentQueue");
        Assert.Empty(await ReceiveAsync(await QueueAsync("orders")));
    }

    [Fact]
    public async Task Queues_are_listed_by_prefix_and_page_by_page()
    {
        foreach (var name in new[] { "b-2", "a-1", "a-3", "a-2" })
            await QueueAsync(name);

        var first = await Sqs.ListQueuesAsync(new ListQueuesRequest { QueueNamePrefix = "a-", MaxResults = 2 });
        var second = await Sqs.ListQueuesAsync(
            new ListQueuesRequest
            {
                QueueNamePrefix = "a-",
                MaxResults = 2,
                NextToken = first.NextToken,
            }
        );

        Assert.Equal(["a-1", "a-2"], first.QueueUrls.Select(u => u.Split('/')[^1]));
        Assert.Equal(["a-3"], second.QueueUrls.Select(u => u.Split('/')[^1]));
        Assert.Null(second.NextToken);
        Assert.Equal(4, (await Sqs.ListQueuesAsync("")).QueueUrls.Count);
    }

    [Fact]
    public async Task A_page_of_none_or_too_many_is_refused()
    {
        var error = await FailsAsync<AmazonSQSException>(
            () => Sqs.ListQueuesAsync(new ListQueuesRequest { MaxResults = 1001 }),
            "InvalidParameterValue"
        );

        Assert.Equal(
            "Value 1001 for parameter MaxResults is invalid. Reason: MaxResults must be an integer between 1 and 1000.",
            error.Message
        );
    }

    [Fact]
    public async Task Accounts_and_regions_do_not_see_each_others_queues()
    {
        var url = await QueueAsync("orders");
        var account = Client(new AmazonSQSConfig(), (c, config) => new AmazonSQSClient(c, config), account: "999999999999");
        var region = Client(new AmazonSQSConfig(), (c, config) => new AmazonSQSClient(c, config), region: "us-east-1");

        Assert.Null((await account.ListQueuesAsync("")).QueueUrls);
        Assert.Null((await region.ListQueuesAsync("")).QueueUrls);
        await Assert.ThrowsAsync<QueueDoesNotExistException>(() => account.SendMessageAsync(url, "not mine"));
    }

    [Theory]
    [InlineData("https://sqs.eu-west-1.amazonaws.com/123456789012/orders")]
    [InlineData("https://eu-west-1.queue.amazonaws.com/123456789012/orders")]
    [InlineData("http://sqs.eu-west-1.localhost.localstack.cloud:4566/123456789012/orders")]
    [InlineData("http://localhost:4566/queue/eu-west-1/123456789012/orders")]
    [InlineData("orders")]
    public async Task A_queue_is_found_by_any_form_of_url_that_clients_send(string url)
    {
        await QueueAsync("orders");

        using var answer = await Aws.JsonAsync("sqs", "AmazonSQS.SendMessage", $$"""{"QueueUrl":"{{url}}","MessageBody":"x"}""", "1.0");

        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Tags_are_added_overwritten_and_taken_away()
    {
        var url = (
            await Sqs.CreateQueueAsync(
                new CreateQueueRequest
                {
                    QueueName = "orders",
                    Tags = new() { ["team"] = "a", ["tier"] = "1" },
                }
            )
        ).QueueUrl;

        await Sqs.TagQueueAsync(
            new TagQueueRequest
            {
                QueueUrl = url,
                Tags = new() { ["team"] = "b", ["env"] = "test" },
            }
        );
        await Sqs.UntagQueueAsync(new UntagQueueRequest { QueueUrl = url, TagKeys = ["tier"] });

        var tags = (await Sqs.ListQueueTagsAsync(new ListQueueTagsRequest { QueueUrl = url })).Tags;
        Assert.Equal(["env=test", "team=b"], tags.OrderBy(t => t.Key).Select(t => $"{t.Key}={t.Value}"));
    }

    [Fact]
    public async Task Permissions_are_statements_of_the_policy()
    {
        var url = await QueueAsync();

        await Sqs.AddPermissionAsync(new AddPermissionRequest(url, "share", ["111122223333"], ["SendMessage"]));

        Assert.Contains("\"Sid\":\"share\"", (await AttributesAsync(url))["Policy"], StringComparison.Ordinal);
        await FailsAsync<AmazonSQSException>(
            () => Sqs.AddPermissionAsync(new AddPermissionRequest(url, "share", ["111122223333"], ["SendMessage"])),
            "InvalidParameterValue"
        );
        await Sqs.RemovePermissionAsync(url, "share");
        Assert.DoesNotContain("Policy", (await AttributesAsync(url)).Keys);
        await FailsAsync<AmazonSQSException>(() => Sqs.RemovePermissionAsync(url, "share"), "InvalidParameterValue");
    }

    [Fact]
    public async Task Counts_tell_visible_in_flight_and_delayed_messages()
    {
        var url = await QueueAsync();
        foreach (var body in new[] { "1", "2", "3" })
            await SendAsync(url, body);
        await SendAsync(url, "later", delay: 60);
        await ReceiveAsync(url, max: 2);

        var attributes = await AttributesAsync(url);

        Assert.Equal(
            ("1", "2", "1"),
            (
                attributes["ApproximateNumberOfMessages"],
                attributes["ApproximateNumberOfMessagesNotVisible"],
                attributes["ApproximateNumberOfMessagesDelayed"]
            )
        );
    }

    [Fact]
    public async Task A_purged_queue_is_empty_and_goes_on()
    {
        var url = await QueueAsync();
        await SendAsync(url, "1");
        await SendAsync(url, "2");
        var inFlight = await ReceiveOneAsync(url);

        await Sqs.PurgeQueueAsync(url);

        await Sqs.DeleteMessageAsync(url, inFlight.ReceiptHandle);
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(await ReceiveAsync(url));
        await SendAsync(url, "3");
        Assert.Equal("3", (await ReceiveOneAsync(url)).Body);
    }

    [Fact]
    public async Task A_parameter_that_SQS_does_not_have_is_refused_by_name()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = new StringContent(
                """{"QueueUrl":"x","Colour":"red"}""",
                new System.Net.Http.Headers.MediaTypeHeaderValue("application/x-amz-json-1.0")
            ),
            Headers = { { "X-Amz-Target", "AmazonSQS.SendMessage" } },
        };

        var answer = await Http.SendAsync(request);

        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains(
            "Colour of SendMessage is not supported by LocalCloud.",
            await answer.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
    }
}
