namespace LocalCloud.Aws.Tests.Sqs;

public sealed class QueueUrlTests : SqsWireTest
{
    [Theory]
    [InlineData("localhost:4566", "/123456789012/orders")]
    [InlineData("localhost:4566", "/queue/eu-west-1/123456789012/orders")]
    [InlineData("queue.amazonaws.com", "/123456789012/orders")]
    [InlineData("eu-west-1.queue.amazonaws.com", "/123456789012/orders")]
    [InlineData("sqs.eu-west-1.amazonaws.com", "/123456789012/orders")]
    [InlineData("sqs.eu-west-1.localhost.localstack.cloud:4566", "/123456789012/orders")]
    [InlineData("sqs.eu-west-1.localhost:4566", "/123456789012/orders/")]
    public async Task A_form_posted_to_the_queue_itself_needs_no_other_name(string host, string path)
    {
        var url = await QueueAsync("orders");

        using var answer = await QueryAsync("SendMessage", "MessageBody=here", path, host);

        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        Assert.Equal("here", (await ReceiveOneAsync(url)).Body);
    }

    [Theory]
    [InlineData("http://localhost:4566/123456789012/orders")]
    [InlineData("http://127.0.0.1/123456789012/orders/")]
    [InlineData("https://queue.amazonaws.com/123456789012/orders")]
    [InlineData("https://sqs.us-east-1.amazonaws.com/123456789012/orders")]
    [InlineData("/123456789012/orders")]
    [InlineData("123456789012/orders")]
    [InlineData("orders")]
    public async Task A_queue_is_found_by_the_end_of_its_url_in_both_protocols(string url)
    {
        await QueueAsync("orders");

        using var json = await JsonAsync("SendMessage", $$"""{"QueueUrl":"{{url}}","MessageBody":"x"}""");
        using var query = await QueryAsync("SendMessage", $"QueueUrl={url}&MessageBody=x");

        Assert.True(json.IsSuccessStatusCode, await json.Content.ReadAsStringAsync());
        Assert.True(query.IsSuccessStatusCode, await query.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("CreateQueue", "QueueName=other")]
    [InlineData("ListQueues", "")]
    [InlineData("GetQueueUrl", "QueueName=orders")]
    [InlineData("ListMessageMoveTasks", "SourceArn=arn:aws:sqs:eu-west-1:123456789012:orders")]
    public async Task Operations_without_a_queue_can_be_posted_to_any_path(string operation, string form)
    {
        await QueueAsync("orders");

        using var answer = await QueryAsync(operation, form, "/queue/");

        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("https://sqs.eu-west-1.amazonaws.com/999999999999/orders")]
    [InlineData("https://sqs.eu-west-1.amazonaws.com/123456789012/Orders")]
    [InlineData("https://sqs.eu-west-1.amazonaws.com/123456789012/")]
    public async Task Another_account_or_another_name_is_another_queue(string url)
    {
        await QueueAsync("orders");

        var error = await JsonErrorAsync("SendMessage", $$"""{"QueueUrl":"{{url}}","MessageBody":"x"}""");

        Assert.Equal("AWS.SimpleQueueService.NonExistentQueue", error.Code);
    }

    [Fact]
    public async Task The_url_of_a_queue_has_the_host_that_was_called()
    {
        using var answer = await QueryAsync("CreateQueue", "QueueName=orders", "/", "sqs.eu-west-1.localhost.localstack.cloud:4566");

        Assert.Contains(
            "<QueueUrl>http://sqs.eu-west-1.localhost.localstack.cloud:4566/123456789012/orders</QueueUrl>",
            await answer.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("Attribute.Name=DelaySeconds&Attribute.Value=7")]
    [InlineData("Attribute.1.Name=DelaySeconds&Attribute.1.Value=7")]
    public async Task The_only_attribute_may_come_without_its_number(string form)
    {
        var url = await QueueAsync("orders");

        using var set = await QueryAsync("SetQueueAttributes", $"QueueUrl={url}&{form}");
        using var get = await QueryAsync("GetQueueAttributes", $"QueueUrl={url}&AttributeName=DelaySeconds");

        Assert.True(set.IsSuccessStatusCode, await set.Content.ReadAsStringAsync());
        Assert.Contains(
            "<Attribute><Name>DelaySeconds</Name><Value>7</Value></Attribute>",
            await get.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
    }
}
