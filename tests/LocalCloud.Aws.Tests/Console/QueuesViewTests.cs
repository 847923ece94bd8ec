using System.Net;
using Amazon.SQS.Model;

namespace LocalCloud.Aws.Tests.WebConsole;

public sealed class QueuesViewTests : ConsoleFormTest
{
    private const string Jobs = "view=queues&name=jobs";

    [Fact]
    public async Task Counts_follow_the_clock_without_anybody_calling_SQS()
    {
        var url = await QueueAsync("jobs");
        await Sqs.SendMessageAsync(url, "a");
        await Sqs.SendMessageAsync(url, "b");
        await Sqs.SendMessageAsync(
            new SendMessageRequest
            {
                QueueUrl = url,
                MessageBody = "c",
                DelaySeconds = 60,
            }
        );
        await Sqs.ReceiveMessageAsync(url);
        Assert.Contains("jobs 1 1 1 ", (await LookAsync("view=queues")).Plain);
        Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Contains("jobs 2 0 1 ", (await LookAsync("view=queues")).Plain);
        Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Contains("Visible 3 In flight 0 Delayed 0", (await LookAsync(Jobs)).Plain);
        Clock.Advance(TimeSpan.FromDays(4));
        Assert.Contains("Visible 0 In flight 0 Delayed 0", (await LookAsync(Jobs)).Plain);
        var known = (await Sqs.GetQueueAttributesAsync(url, ["All"])).Attributes;
        Assert.Equal("0", known["ApproximateNumberOfMessages"]);
    }

    [Fact]
    public async Task Attributes_are_told_in_words_and_dead_letter_queues_lead_to_each_other()
    {
        await QueueAsync("dead");
        await QueueAsync(
            "jobs",
            new()
            {
                ["RedrivePolicy"] = $$"""{"deadLetterTargetArn":"{{Arn("sqs", "dead")}}","maxReceiveCount":3}""",
                ["VisibilityTimeout"] = "120",
                ["Policy"] = """{"Version":"2012-10-17","Statement":[]}""",
            }
        );
        var jobs = await LookAsync(Jobs);
        Assert.Contains("kept for 4 days, at most 1 MB each", jobs.Plain);
        Assert.Contains("hidden for 2 minutes", jobs.Plain);
        Assert.Contains("dead after 3 receives", jobs.Plain);
        Assert.Contains("&quot;Statement&quot;: []", jobs.Text);
        Assert.Contains("&amp;name=dead\">dead</a>", jobs.Text);
        Assert.Contains("Dead letters of jobs", (await LookAsync("view=queues&name=dead")).Plain);
    }

    [Fact]
    public async Task A_message_is_sent_with_attributes_and_a_delay_and_its_line_breaks_as_they_were_written()
    {
        var url = await QueueAsync("jobs");
        var answer = await SendAsync(
            Jobs,
            "send",
            ("body", "one\r\ntwo"),
            ("delay", "30"),
            ("attributes", "priority=Number:5\r\n\r\nnote=String.text:a=b:c\r\nblob=Binary:AQI=")
        );
        Assert.Matches("^Message [0-9a-f-]{36} was sent to jobs.$", answer.Said);
        Assert.Contains("Visible 0 In flight 0 Delayed 1", answer.Plain);
        Clock.Advance(TimeSpan.FromSeconds(30));
        var message = await ReceiveAsync(url);
        Assert.Equal("one\ntwo", message.Body);
        Assert.Equal(("Number", "5"), (message.MessageAttributes["priority"].DataType, message.MessageAttributes["priority"].StringValue));
        Assert.Equal(("String.text", "a=b:c"), (message.MessageAttributes["note"].DataType, message.MessageAttributes["note"].StringValue));
        Assert.Equal([1, 2], message.MessageAttributes["blob"].BinaryValue.ToArray());
    }

    [Theory]
    [InlineData("priority=5", "Line 1 of the attributes, \"priority=5\": it has to be NAME=TYPE:VALUE")]
    [InlineData("priority=Int:5", "the type has to be String, Number or Binary, not \"Int\"")]
    [InlineData("blob=Binary:no", "a Binary value has to be written in Base64")]
    [InlineData("priority=Number:many", "Can't cast the value of message (user) attribute 'priority' to a number.")]
    public async Task What_is_wrong_with_an_attribute_is_said_and_nothing_is_sent(string attributes, string said)
    {
        await QueueAsync("jobs");
        var answer = await RefusedAsync(Jobs, "send", said, ("body", "kept body"), ("attributes", attributes));
        Assert.Contains("Visible 0 In flight 0 Delayed 0", answer.Plain);
    }

    [Fact]
    public async Task A_FIFO_queue_is_made_and_takes_group_and_deduplication_id()
    {
        await DoAsync("view=queues", "create", "Queue orders.fifo is made.", ("queue", "orders"), ("kind", "fifo"));
        var url = (await Sqs.GetQueueUrlAsync("orders.fifo")).QueueUrl;
        await RefusedAsync(
            "view=queues&name=orders.fifo",
            "send",
            "InvalidParameterValue",
            ("body", "x"),
            ("group", "g"),
            ("deduplication", "")
        );
        await SendAsync("view=queues&name=orders.fifo", "send", ("body", "x"), ("group", "g"), ("deduplication", "1"));
        var message = await ReceiveAsync(url);
        Assert.Equal(("g", "1"), (message.Attributes["MessageGroupId"], message.Attributes["MessageDeduplicationId"]));
    }

    [Fact]
    public async Task A_queue_is_made_changed_purged_and_deleted()
    {
        var dead = await QueueAsync("dead");
        await DoAsync(
            "view=queues",
            "create",
            "Queue jobs is made.",
            ("queue", "jobs"),
            ("kind", "standard"),
            ("visibility", "7"),
            ("dead", Arn("sqs", "dead")),
            ("receives", "2")
        );
        await RefusedAsync("view=queues", "create", "There is a queue jobs already.", ("queue", "jobs"), ("kind", "standard"));
        await RefusedAsync("view=queues", "create", "Can only include alphanumeric characters", ("queue", "no/name"), ("kind", "standard"));
        var url = (await Sqs.GetQueueUrlAsync("jobs")).QueueUrl;

        await DoAsync(
            Jobs,
            "change",
            "VisibilityTimeout, DelaySeconds, RedrivePolicy of jobs are changed.",
            ("VisibilityTimeout", "45"),
            ("MessageRetentionPeriod", "345600"),
            ("DelaySeconds", "5"),
            ("ReceiveMessageWaitTimeSeconds", "0"),
            ("MaximumMessageSize", "1048576"),
            ("dead", ""),
            ("receives", "2")
        );
        var attributes = (await Sqs.GetQueueAttributesAsync(url, ["All"])).Attributes;
        Assert.Equal(
            ("45", "5", false),
            (attributes["VisibilityTimeout"], attributes["DelaySeconds"], attributes.ContainsKey("RedrivePolicy"))
        );
        await RefusedAsync(Jobs, "change", "InvalidAttributeValue", ("VisibilityTimeout", "43201"));

        await Sqs.SendMessageAsync(dead, "x");
        await DoAsync("view=queues&name=dead", "purge", "dead is empty.");
        Assert.Equal("0", (await Sqs.GetQueueAttributesAsync(dead, ["All"])).Attributes["ApproximateNumberOfMessages"]);
        await DoAsync("view=queues&name=dead", "delete", "Queue dead is deleted.");
        await Assert.ThrowsAsync<QueueDoesNotExistException>(() => Sqs.GetQueueUrlAsync("dead"));
    }

    [Theory]
    [InlineData("jobs")]
    [InlineData("jobs.fifo")]
    public async Task One_message_that_nobody_has_received_is_deleted(string name)
    {
        var url = await QueueAsync(name, name.EndsWith(".fifo", StringComparison.Ordinal) ? new() { ["FifoQueue"] = "true" } : []);
        string[] ids = [await SendOneAsync(url, name, "first"), await SendOneAsync(url, name, "second")];
        var query = $"view=queues&name={name}";
        var number = System
            .Text.RegularExpressions.Regex.Match((await LookAsync($"{query}&message={ids[1]}")).Text, "name=\"number\" value=\"(\\d+)\"")
            .Groups[1]
            .Value;
        var answer = await DoAsync(query, "delete-message", $"Message {ids[1]} is deleted.", ("number", number));
        Assert.Contains("Visible 1 In flight 0 Delayed 0", answer.Plain);
        Assert.Equal("first", (await ReceiveAsync(url)).Body);
        Assert.Equal($"The message is not in {name} any more.", (await SendAsync(query, "delete-message", ("number", number))).Said);
        Assert.Contains("deleted", (await LookAsync($"{query}&message={ids[1]}")).Plain);
    }

    [Fact]
    public async Task Dead_letters_are_moved_back_and_a_slow_move_is_cancelled()
    {
        await QueueAsync("dead");
        var jobs = await QueueAsync(
            "jobs",
            new() { ["RedrivePolicy"] = $$"""{"deadLetterTargetArn":"{{Arn("sqs", "dead")}}","maxReceiveCount":1}""" }
        );
        var other = await QueueAsync("other");
        Assert.DoesNotContain("Redrive: move", (await LookAsync("view=queues&name=other")).Plain);
        await Sqs.SendMessageAsync(jobs, "failed");
        await Sqs.ReceiveMessageAsync(jobs);
        Clock.Advance(TimeSpan.FromSeconds(30));
        await Sqs.ReceiveMessageAsync(jobs);
        Assert.Contains("Visible 1 ", (await LookAsync("view=queues&name=dead")).Plain);

        var answer = await DoAsync("view=queues&name=dead", "move", "The messages of dead are being moved.", ("to", ""), ("rate", "1"));
        Assert.Contains("RUNNING", answer.Plain);
        Assert.Contains("0 of 1 , 1 a second", answer.Plain);
        var handle = WebUtility.HtmlDecode(
            System.Text.RegularExpressions.Regex.Match(answer.Text, "name=\"handle\" value=\"([^\"]+)\"").Groups[1].Value
        );
        Assert.Contains(
            "CANCELL",
            (
                await DoAsync(
                    "view=queues&name=dead",
                    "cancel-move",
                    "The redrive of dead ends. What has been moved stays where it is.",
                    ("handle", handle)
                )
            ).Plain
        );
        await RefusedAsync(
            "view=queues&name=dead",
            "move",
            "Messages a second has to be a whole number from 1 to 500",
            ("to", ""),
            ("rate", "501")
        );

        // Whoever moves looks each second, and there is one move at a time.
        Clock.Advance(TimeSpan.FromSeconds(1));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!(await LookAsync("view=queues&name=dead")).Plain.Contains("CANCELLED", StringComparison.Ordinal))
            patience.Token.ThrowIfCancellationRequested();
        await DoAsync("view=queues&name=dead", "move", "The messages of dead are being moved.", ("to", Arn("sqs", "other")), ("rate", ""));
        Assert.Equal("failed", (await ReceiveAsync(other)).Body);
    }

    [Fact]
    public async Task Long_lists_are_shown_a_page_at_a_time_oldest_first()
    {
        var url = await QueueAsync("jobs");
        for (var i = 0; i < 120; i += 10)
            await Sqs.SendMessageBatchAsync(
                url,
                [.. Enumerable.Range(i, 10).Select(n => new SendMessageBatchRequestEntry($"{n}", $"message-{n:000}"))]
            );
        var first = await LookAsync(Jobs);
        Assert.Contains("1–50 of 120", first.Plain);
        Assert.Contains("message-049", first.Plain);
        Assert.DoesNotContain("message-050", first.Plain);
        var last = await LookAsync(Jobs + "&page=3");
        Assert.Contains("101–120 of 120", last.Plain);
        Assert.Contains("message-119", last.Plain);
        Assert.DoesNotContain("message-099", last.Plain);
    }

    [Fact]
    public async Task A_name_that_is_of_no_queue_is_said_and_search_finds_queues_and_messages()
    {
        var url = await QueueAsync("report-jobs");
        var id = (await Sqs.SendMessageAsync(url, "x")).MessageId;
        Assert.Contains(
            $"There is no queue “<b>” in {Account}/{Region}.",
            WebUtility.HtmlDecode((await LookAsync("view=queues&name=%3Cb%3E")).Text)
        );
        Assert.DoesNotContain("“<b>”", (await LookAsync("view=queues&name=%3Cb%3E")).Text);
        Assert.Contains("Queue report-jobs", (await LookAsync("view=search&q=PORT-JO")).Plain);
        Assert.Contains($"Message {id} {Account}/{Region} in report-jobs", (await LookAsync($"view=search&q={id}")).Plain);
        Assert.Contains($"Message {id}", (await LookAsync($"view=queues&name=report-jobs&message={id}")).Plain);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("http://localhost:3000")]
    public async Task A_form_without_the_token_does_nothing_also_when_a_page_of_another_port_of_this_machine_sends_it(string? origin)
    {
        var url = await QueueAsync("jobs");
        await Sqs.SendMessageAsync(url, "x");
        foreach (var token in (string[])["", "guessed"])
        {
            var (answer, _) = await PostAsync(Jobs, [("token", token), ("action", "purge")], origin);
            Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
            Assert.Contains("Nothing was done", answer.Said);
        }
        var (foreign, _) = await PostAsync(Jobs, [("token", ""), ("action", "purge")], "https://evil.example");
        Assert.Equal((HttpStatusCode.Forbidden, ""), (foreign.Status, foreign.Said));
        Assert.Equal("x", (await ReceiveAsync(url)).Body);
    }

    private async Task<string> SendOneAsync(string url, string name, string body) =>
        (
            await Sqs.SendMessageAsync(
                new SendMessageRequest
                {
                    QueueUrl = url,
                    MessageBody = body,
                    MessageGroupId = name.EndsWith(".fifo", StringComparison.Ordinal) ? "g" : null,
                    MessageDeduplicationId = name.EndsWith(".fifo", StringComparison.Ordinal) ? body : null,
                }
            )
        ).MessageId;
}
