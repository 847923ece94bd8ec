using Amazon.SQS;
using Amazon.SQS.Model;

namespace LocalCloud.Aws.Tests.Sqs;

public sealed class AttributeTests : SqsTest
{
    [Theory]
    [InlineData("DelaySeconds", "0")]
    [InlineData("DelaySeconds", "900")]
    [InlineData("MaximumMessageSize", "1024")]
    [InlineData("MaximumMessageSize", "1048576")]
    [InlineData("MessageRetentionPeriod", "60")]
    [InlineData("MessageRetentionPeriod", "1209600")]
    [InlineData("ReceiveMessageWaitTimeSeconds", "20")]
    [InlineData("VisibilityTimeout", "0")]
    [InlineData("VisibilityTimeout", "43200")]
    [InlineData("KmsMasterKeyId", "alias/aws/sqs")]
    [InlineData("KmsDataKeyReusePeriodSeconds", "60")]
    [InlineData("KmsDataKeyReusePeriodSeconds", "86400")]
    [InlineData("SqsManagedSseEnabled", "false")]
    [InlineData("RedriveAllowPolicy", """{"redrivePermission":"denyAll"}""")]
    [InlineData("RedriveAllowPolicy", """{"redrivePermission":"byQueue","sourceQueueArns":["arn:aws:sqs:eu-west-1:123456789012:a"]}""")]
    [InlineData("Policy", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sqs:*","Resource":"*"}]}""")]
    [InlineData("Policy", """{"Statement":{"Effect":"Deny","Principal":{"AWS":"111122223333"},"Action":["sqs:SendMessage"]}}""")]
    public async Task What_is_set_is_given_back(string name, string value)
    {
        var created = await QueueAsync("created", (name, value));
        var changed = await QueueAsync("changed");
        await Sqs.SetQueueAttributesAsync(changed, new() { [name] = value });

        Assert.Equal(value, (await AttributesAsync(created, name))[name]);
        Assert.Equal(value, (await AttributesAsync(changed))[name]);
    }

    [Theory]
    [InlineData("KmsDataKeyReusePeriodSeconds", "59")]
    [InlineData("KmsDataKeyReusePeriodSeconds", "86401")]
    [InlineData("SqsManagedSseEnabled", "yes")]
    [InlineData("MessageRetentionPeriod", "1209601")]
    [InlineData("VisibilityTimeout", "1.5")]
    [InlineData("DelaySeconds", "")]
    [InlineData("Policy", "[]")]
    [InlineData("Policy", """{"Version":"2012-10-17"}""")]
    [InlineData("Policy", """{"Version":"2020-01-01","Statement":[]}""")]
    [InlineData("Policy", """{"Statement":[{"Effect":"Maybe","Principal":"*","Action":"sqs:*"}]}""")]
    [InlineData("Policy", """{"Statement":[{"Effect":"Allow","Action":"sqs:*"}]}""")]
    [InlineData("Policy", """{"Statement":[{"Effect":"Allow","Principal":"*"}]}""")]
    public async Task What_is_no_value_is_refused_on_creation_and_on_change(string name, string value)
    {
        var url = await QueueAsync("changed");

        var create = await FailsAsync<InvalidAttributeValueException>(() => QueueAsync("created", (name, value)), "InvalidAttributeValue");
        var change = await FailsAsync<InvalidAttributeValueException>(
            () => Sqs.SetQueueAttributesAsync(url, new() { [name] = value }),
            "InvalidAttributeValue"
        );

        Assert.Equal($"Invalid value for the parameter {name}.", create.Message);
        Assert.Equal(create.Message, change.Message);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("{}")]
    [InlineData("""{"redrivePermission":"some"}""")]
    [InlineData("""{"redrivePermission":"byQueue"}""")]
    [InlineData("""{"redrivePermission":"byQueue","sourceQueueArns":[]}""")]
    [InlineData("""{"redrivePermission":"allowAll","sourceQueueArns":["a"]}""")]
    [InlineData("""{"redrivePermission":"allowAll","other":1}""")]
    public async Task A_redrive_allow_policy_of_another_form_is_refused(string policy)
    {
        var error = await FailsAsync<AmazonSQSException>(() => QueueAsync("dead", ("RedriveAllowPolicy", policy)), "InvalidParameterValue");

        Assert.StartsWith($"Value {policy} for parameter RedriveAllowPolicy is invalid.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redrive_allow_policy_names_ten_queues_at_most()
    {
        string Policy(int count) =>
            $$"""{"redrivePermission":"byQueue","sourceQueueArns":[{{string.Join(',', Enumerable.Range(0, count).Select(i => $"\"arn:aws:sqs:eu-west-1:123456789012:q{i}\""))}}]}""";

        await QueueAsync("ten", ("RedriveAllowPolicy", Policy(10)));
        await FailsAsync<AmazonSQSException>(() => QueueAsync("eleven", ("RedriveAllowPolicy", Policy(11))), "InvalidParameterValue");
    }

    [Theory]
    [InlineData("ContentBasedDeduplication", "true", "Unknown Attribute ContentBasedDeduplication.")]
    [InlineData("DeduplicationScope", "queue", "You can specify the DeduplicationScope only when FifoQueue is set to true.")]
    [InlineData("FifoThroughputLimit", "perQueue", "You can specify the FifoThroughputLimit only when FifoQueue is set to true.")]
    public async Task Attributes_of_FIFO_queues_are_none_of_a_standard_queue(string name, string value, string message)
    {
        var url = await QueueAsync("changed");

        var create = await FailsAsync<InvalidAttributeNameException>(() => QueueAsync("created", (name, value)), "InvalidAttributeName");
        var change = await FailsAsync<InvalidAttributeNameException>(
            () => Sqs.SetQueueAttributesAsync(url, new() { [name] = value }),
            "InvalidAttributeName"
        );

        Assert.Equal((message, message), (create.Message, change.Message));
    }

    [Theory]
    [InlineData("ContentBasedDeduplication", "maybe")]
    [InlineData("DeduplicationScope", "group")]
    [InlineData("FifoThroughputLimit", "perGroup")]
    public async Task Attributes_of_FIFO_queues_have_their_values(string name, string value)
    {
        var error = await FailsAsync<InvalidAttributeValueException>(
            () => QueueAsync("orders.fifo", ("FifoQueue", "true"), (name, value)),
            "InvalidAttributeValue"
        );

        Assert.Equal($"Invalid value for the parameter {name}.", error.Message);
    }

    [Fact]
    public async Task Throughput_per_group_goes_with_deduplication_per_group_only()
    {
        await FailsAsync<InvalidAttributeValueException>(
            () => QueueAsync("a.fifo", ("FifoQueue", "true"), ("FifoThroughputLimit", "perMessageGroupId")),
            "InvalidAttributeValue"
        );
        var url = await QueueAsync("b.fifo", ("FifoQueue", "true"), ("DeduplicationScope", "messageGroup"));

        await Sqs.SetQueueAttributesAsync(url, new() { ["FifoThroughputLimit"] = "perMessageGroupId" });

        Assert.Equal("perMessageGroupId", (await AttributesAsync(url))["FifoThroughputLimit"]);
        await FailsAsync<InvalidAttributeValueException>(
            () => Sqs.SetQueueAttributesAsync(url, new() { ["DeduplicationScope"] = "queue" }),
            "InvalidAttributeValue"
        );
    }

    [Fact]
    public async Task A_queue_stays_of_its_type()
    {
        var url = await QueueAsync("orders.fifo", ("FifoQueue", "true"));

        await Sqs.SetQueueAttributesAsync(url, new() { ["FifoQueue"] = "true" });
        var error = await FailsAsync<InvalidAttributeValueException>(
            () => Sqs.SetQueueAttributesAsync(url, new() { ["FifoQueue"] = "false" }),
            "InvalidAttributeValue"
        );

        Assert.Equal("Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported.", error.Message);
    }

    [Fact]
    public async Task There_is_one_kind_of_encryption_at_a_time()
    {
        var error = await FailsAsync<InvalidAttributeNameException>(
            () => QueueAsync("both", ("KmsMasterKeyId", "key"), ("SqsManagedSseEnabled", "true")),
            "InvalidAttributeName"
        );
        Assert.Equal(
            "You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS SSE.",
            error.Message
        );

        var url = await QueueAsync("orders");
        Assert.Equal((null, "true", null), await EncryptionAsync(url));
        await Sqs.SetQueueAttributesAsync(url, new() { ["KmsMasterKeyId"] = "key" });
        Assert.Equal(("key", "false", "300"), await EncryptionAsync(url));
        await Sqs.SetQueueAttributesAsync(url, new() { ["KmsDataKeyReusePeriodSeconds"] = "60" });
        Assert.Equal(("key", "false", "60"), await EncryptionAsync(url));
        await Sqs.SetQueueAttributesAsync(url, new() { ["SqsManagedSseEnabled"] = "true" });
        Assert.Equal((null, "true"), ((await EncryptionAsync(url)).Key, (await EncryptionAsync(url)).Managed));
    }

    [Fact]
    public async Task Nothing_is_changed_when_one_of_the_attributes_is_wrong()
    {
        var url = await QueueAsync();

        await FailsAsync<InvalidAttributeValueException>(
            () => Sqs.SetQueueAttributesAsync(url, new() { ["VisibilityTimeout"] = "7", ["DelaySeconds"] = "901" }),
            "InvalidAttributeValue"
        );

        Assert.Equal("30", (await AttributesAsync(url))["VisibilityTimeout"]);
    }

    [Fact]
    public async Task A_shorter_retention_forgets_what_is_too_old_already()
    {
        var url = await QueueAsync();
        await SendAsync(url, "old");
        Clock.Advance(TimeSpan.FromSeconds(61));
        await SendAsync(url, "young");

        await Sqs.SetQueueAttributesAsync(url, new() { ["MessageRetentionPeriod"] = "60" });

        Assert.Equal("young", (await ReceiveOneAsync(url)).Body);
        Assert.Empty(await ReceiveAsync(url));
    }

    [Fact]
    public async Task Only_what_is_asked_for_is_told()
    {
        var url = await QueueAsync("orders");

        Assert.Null((await Sqs.GetQueueAttributesAsync(new GetQueueAttributesRequest { QueueUrl = url })).Attributes);
        Assert.Equal(["QueueArn"], (await AttributesAsync(url, "QueueArn", "Policy")).Keys);
        Assert.Equal("arn:aws:sqs:eu-west-1:123456789012:orders", (await AttributesAsync(url, "QueueArn"))["QueueArn"]);
    }

    private async Task<(string? Key, string Managed, string? Reuse)> EncryptionAsync(string url)
    {
        var attributes = await AttributesAsync(url);
        return (
            attributes.GetValueOrDefault("KmsMasterKeyId"),
            attributes["SqsManagedSseEnabled"],
            attributes.GetValueOrDefault("KmsDataKeyReusePeriodSeconds")
        );
    }
}
